const words = (text: string) => text.trim().split(/\s+/)

/** Names of an alert's fields as people give them, without case, `_`, `-` and blanks; the most telling first. */
export const genericNames = {
  key: words(`dedupkey deduplicationkey dedupekey alertuid fingerprint alias alertkey incidentkey messagekey correlationid
    entityid alertid
    incidentid problemid monitorid checkid`),
  /** May be a delivery's own: what lies in the alert's object counts before what lies around it. */
  id: words('uuid uid id'),
  status: words(`status state alertstatus alertstate currentstate currentstatus newstate newstatus eventaction action
    transition event eventtype alerttype notificationtype messagetype type`),
  severity: words('severity priority alertseverity level urgency criticality impact'),
  title: words(`title summary subject alertname alerttitle name message shortdescription monitorname checkname eventname
    problemname entitydisplayname statemessage text headline trigger problem rule rulename check`),
  description: words('description message details detail body text reason output'),
  host: words(`host hostname node server instance device service servicename resource component entity target source
    monitor site`),
  check: words('check checkname rule rulename alertname monitorname trigger metric service name event eventname'),
  link: words('url link linktoupstreamdetails href alerturl dashboardurl incidenturl runbookurl imageurl'),
  at: words('timestamp time eventtime occurredat startedat createdat date updatedat'),
}

/** Objects that bodies keep the alert in, one level down. */
export const genericHolders = words(
  'alert incident problem issue data monitor check event payload detail details notification attributes',
)

/** Those of them whose `id` is the alert's. */
export const identified = words('alert incident problem issue data monitor check')
