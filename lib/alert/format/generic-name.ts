const words = (text: string) => text.trim().split(/\s+/)

/** Names of an alert's fields as people give them, without case, `_`, `-` and blanks; the most telling first. */
export const genericNames = {
  key: words(`dedupkey deduplicationkey dedupekey dedup alertuid fingerprint alias alertkey incidentkey messagekey
    correlationid entityid alertid incidentid problemid monitorid checkid sensorid`),
  /** May be a delivery's own: what lies in the alert's object counts before what lies around it. */
  id: words('id'),
  /** Most often an event's own: what was checked where says more. */
  eventId: words('uuid uid'),
  status: words(`status state alertstatus alertstate currentstate currentstatus newstate newstatus checkstatename
    eventaction action transition event eventtype alerttype notificationtype messagetype type clear`),
  severity: words('severity priority alertseverity level urgency criticality impact'),
  title: words(`title summary subject alertname alerttitle name message shortdescription monitorname checkname eventname
    problemname entitydisplayname statemessage alertmessage text headline trigger problem rule rulename check`),
  description: words('description message details detail body text reason output'),
  host: words(`host hostname node server instance device devicehostname devicename service servicename resource
    resourcename component entity hostnameandport clustername target source monitor site`),
  check: words(`check checkname rule rulename alertname monitorname sensor trigger metric service entityname name event
    eventname eventtypename`),
  /** Of which a build or a deploy has several, and an alert hardly one. */
  build: words(`branch commit commitref commiturl commitsha sha revision buildid buildnumber buildurl deployid deployurl
    deploysslurl pipeline workflow repository execution executionid`),
  link: words('url link linktoupstreamdetails href alerturl dashboardurl incidenturl runbookurl imageurl'),
  at: words('timestamp time eventtime occurredat startedat createdat date updatedat'),
}

/** Objects that bodies keep the alert in, one level down. */
export const genericHolders = words(
  'alert incident problem issue alertgroup data monitor check event payload detail details notification attributes webhookeventdata',
)

/** Those of them whose address is that of what is watched. */
export const watched = words('monitor check webhookeventdata')

/** Those of them whose `id` is the alert's. */
export const identified = words('alert incident problem issue alertgroup data monitor check')
