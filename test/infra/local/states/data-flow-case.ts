/** An order of a shop, which flows through the states. */
export const order = { id: 7, lines: [{ price: 3, name: 'desk' }, { price: 40 }], buyer: { name: '하늘', city: null } }

/** What a Pass state makes of an order. */
export const passes: readonly [rule: string, fields: object, output: unknown][] = [
  ['without fields passes its input on', {}, order],
  ['with Result gives that', { Result: { a: 1 } }, { a: 1 }],
  ['with ResultPath adds the result to its input', { Result: 1, ResultPath: '$.one' }, { ...order, one: 1 }],
  [
    'with a deep ResultPath makes the objects on the way',
    { Result: 1, ResultPath: '$.a.b' },
    { ...order, a: { b: 1 } },
  ],
  ['with ResultPath null drops the result', { Result: 1, ResultPath: null }, order],
  [
    'with a ResultPath into a list replaces that item',
    { Result: 0, ResultPath: '$.lines[1].price' },
    { ...order, lines: [order.lines[0]!, { price: 0 }] },
  ],
  ['with InputPath takes that part', { InputPath: '$.buyer.name' }, '하늘'],
  ['with InputPath null takes an empty object', { InputPath: null }, {}],
  ['with an InputPath to null takes null', { InputPath: '$.buyer.city' }, null],
  ['with OutputPath gives that part', { OutputPath: '$.lines[0]' }, { price: 3, name: 'desk' }],
  ['with OutputPath null gives an empty object', { OutputPath: null }, {}],
  ['with a path in brackets takes that part', { InputPath: "$['buyer']['name']" }, '하늘'],
  ['with a path that may find several gives the list of all', { InputPath: '$.lines[*].price' }, [3, 40]],
  ['with a path that searches gives the list of all', { InputPath: '$..name' }, ['desk', '하늘']],
  ['with a filter gives the list of what fits', { InputPath: '$.lines[?(@.price > 10)]' }, [{ price: 40 }]],
  ['with a filter that fits nothing gives an empty list', { InputPath: '$.lines[?(@.price > 90)]' }, []],
  ['with a slice gives the list of those', { InputPath: '$.lines[0:1].price' }, [3]],
  [
    'with Parameters gives the template filled',
    { Parameters: { fixed: [1, { 'deep.$': '$.id' }], 'buyer.$': '$.buyer.name', nested: { 'id.$': '$.id' } } },
    { fixed: [1, { deep: 7 }], buyer: '하늘', nested: { id: 7 } },
  ],
  [
    'with InputPath and Parameters fills from what InputPath takes',
    { InputPath: '$.buyer', Parameters: { 'name.$': '$.name' }, ResultPath: '$.who' },
    { ...order, who: { name: '하늘' } },
  ],
  [
    'with Parameters from the Context Object knows its execution and itself',
    {
      Parameters: {
        'execution.$': '$$.Execution.Input.id',
        'started.$': '$$.Execution.StartTime',
        'role.$': '$$.Execution.RoleArn',
        'entered.$': '$$.State.EnteredTime',
        'machine.$': '$$.StateMachine.Name',
      },
    },
    {
      execution: 7,
      started: '2026-03-01T00:00:00.000Z',
      role: 'arn:aws:iam::000000000000:role/machine',
      entered: '2026-03-01T00:00:00.000Z',
      machine: 'machine',
    },
  ],
]
