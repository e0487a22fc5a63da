/** Every problem that a room can have, by its stable code. A code that is retired is never used again. */
export const ROOM_PROBLEMS = {
  FILE_MISSING: 'A file that every room needs is not there.',
  FILE_UNREADABLE: 'A file or folder could not be read.',
  FILE_NAME: 'The name of the file and the id inside differ.',
  FILE_UNKNOWN: 'A file that no room has; it would be ignored.',
  YAML_SYNTAX: 'The file is not YAML.',
  YAML_KEY_TWICE: 'A key stands twice in one map.',
  SCHEMA_MISSING: 'A member that must be there is missing.',
  SCHEMA_UNKNOWN: 'A member that the schema does not know.',
  SCHEMA_KEY: 'A key is not an id.',
  SCHEMA_TYPE: 'A value is of the wrong type.',
  SCHEMA_VALUE: 'A value of the right type is not allowed here.',
  DUPLICATE_CONTROLLER: 'Two files define one controller.',
  DUPLICATE_DEVICE: 'Two devices have one id on the wire (controller, underscore, key).',
  DUPLICATE_PLANT: 'Two plants have one id.',
  DUPLICATE_PROPERTY: 'Two properties of a device are published under one name.',
  DUPLICATE_PIN: 'A pin is used twice on one controller. Infrared receivers alone may share one.',
  DUPLICATE_INPUT: 'Two plants drive one input pin.',
  ID_TOO_LONG: 'A device id is longer than a controller can hold.',
  TOO_MANY: 'A limit of the contract is exceeded.',
  UNKNOWN_ZONE: 'The room has no such zone.',
  UNKNOWN_CONTROLLER: 'The room has no such controller.',
  UNKNOWN_DEVICE: 'The room has no such device.',
  UNKNOWN_DRIVER: 'The firmware has no such driver.',
  UNKNOWN_UNIT: 'The device has no such unit.',
  NO_TARGET: 'An operation needs one of unit, units and every.',
  TARGET_TWICE: 'An operation names one unit twice.',
  MIXED_DRIVERS: 'The units of one operation have different drivers.',
  BAD_SELECT: 'A parameter that selects a unit must be an integer with one value for each unit, without a stagger.',
  UNKNOWN_ROLE: 'The driver or model has no such pin.',
  MISSING_ROLE: 'A pin that the driver or model needs is not given.',
  UNKNOWN_PARAM: 'The driver or model has no such param.',
  PARAM_RANGE: 'A param is outside its range.',
  IMPOSSIBLE_LIMIT: 'Two limits of a unit contradict each other, or the physics of what hangs on it.',
  UNKNOWN_VERB: 'The driver has no such verb.',
  UNKNOWN_ARGUMENT: 'The verb has no such argument.',
  ARGUMENT_SOURCE: 'An argument has neither a value nor a parameter that supplies it.',
  UNUSED_PARAMETER: 'No argument uses the parameter.',
  PARAMETER_RANGE: 'An integer or number parameter needs a minimum and a maximum, in this order.',
  PARAMETER_WORDS: 'An enum parameter needs its words; another kind takes none.',
  PARAMETER_DEFAULT: 'The default is not a value that the parameter takes.',
  RESERVED_OPERATION: 'The name belongs to an operation that every device has.',
  UNKNOWN_OPERATION: 'The device has no such operation.',
  OPERATION_PARAMETERS: 'The parameters do not fit the operation.',
  NEEDS_PARAMETERS: 'An operation that is sent without parameters must not need any.',
  NO_SAFE_OPERATION: 'A CRITICAL device that can be driven must say how it is made safe.',
  UNSUPPORTED_ACTION: 'Controllers take the action SET alone.',
  RESERVED_LAYER: 'The layers safety and manual are not for a graph.',
  LOWER_SAFETY_CLASS: 'A command may not have a lower safety class than its device.',
  UNKNOWN_NODE: 'The graph has no such node.',
  UNREACHABLE_NODE: 'No path leads from the start to the node.',
  NO_END: 'No END can be reached, so the game never ends.',
  JOIN_INPUTS: 'A JOIN needs two nodes or more that lead to it, and may not wait for more than there are.',
  INSTANT_LOOP: 'A loop of nodes that take no time would run for ever at one instant.',
  UNKNOWN_GROUP: 'The group is not a node of kind GROUP.',
  GROUP_START: 'A GROUP starts with members of its own, one at least.',
  GROUP_EDGE: 'A path leads into or out of a group past its GROUP node.',
  UNKNOWN_PROPERTY: 'The driver has no such property, or the device publishes none of that name.',
  PROPERTY_TYPE: 'The property never has such a value.',
  UNKNOWN_OBJECTIVE: 'The room has no such objective.',
  EMPTY_RULE: 'The interlock neither forbids nor forces anything.',
  UNKNOWN_PLANT: 'The room has no such plant.',
  UNKNOWN_MODEL: 'The catalogue has no such plant model.',
  SUPPLY: 'A plant is fed by a load that is not its own.',
  UNWIRED_PIN: "No unit of the controller uses the plant's pin.",
  PIN_SIGNAL: "The plant's pin and the unit's pin carry different signals or go the same way.",
  UNKNOWN_PROP_ACTION: 'The prop cannot be worked so.',
  PROP_ACTION_VALUE: 'The value of the action is missing, out of range or not taken.',
  UNKNOWN_TRUTH: 'The plant has no such value to be seen.',
  EMPTY_OBSERVATION: 'An observation needs equals, above or below.',
  UNUSED_DEVICE: 'The game neither uses the device nor says why it does not.',
  USED_AFTER_ALL: 'A device that is listed as unused is used by the game.',
  NO_READY: 'A device has no ready condition.',
  RESET_WAY: 'The reset does not bring the device back as its ready condition says.',
  TABLE_REFUSED: 'The controller definition cannot be compiled for the firmware.',
} as const;
export type RoomProblemCode = keyof typeof ROOM_PROBLEMS;

/** One problem. `file` is relative to the room's folder, `pointer` a JSON pointer into it. */
export interface RoomProblem {
  readonly code: RoomProblemCode;
  readonly file: string;
  readonly pointer: string;
  /** The catalogue's sentence with what was expected and seen. */
  readonly message: string;
  readonly expected: string;
  readonly seen: string;
}

/** Makes a problem with its message. */
export function roomProblem(
  code: RoomProblemCode,
  file: string,
  pointer: string,
  expected: string,
  seen: string,
): RoomProblem {
  const message = `${ROOM_PROBLEMS[code]} Expected ${expected}; seen ${seen}.`;
  return { code, file, pointer, message, expected, seen };
}

/** Collects the problems of one file. */
export class Reporter {
  readonly problems: RoomProblem[];
  readonly file: string;
  constructor(file: string, problems: RoomProblem[]) {
    this.file = file;
    this.problems = problems;
  }
  /** `path`: the steps of the pointer, unescaped. */
  add(code: RoomProblemCode, path: readonly (string | number)[], expected: string, seen: string): void {
    const pointer = path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
    this.problems.push(roomProblem(code, this.file, pointer, expected, seen));
  }
  /** Reports a name that is not among the known ones, with the nearest of them. */
  unknown(code: RoomProblemCode, path: readonly (string | number)[], seen: string, known: Iterable<string>): void {
    this.add(code, path, expectedName(seen, [...known]), seen);
  }
}

/** Few names are listed; of many the nearest is named. */
export function expectedName(seen: string, known: readonly string[]): string {
  if (known.length === 0) return 'nothing here';
  if (known.length <= 12) return `one of ${known.join(', ')}`;
  let nearest = '';
  let least = Number.POSITIVE_INFINITY;
  for (const name of known) {
    const distance = editDistance(seen, name);
    if (distance < least) {
      least = distance;
      nearest = name;
    }
  }
  return `one of ${known.length} names (the nearest is ${nearest})`;
}

/** Letters to insert, delete or change to make one name of the other. */
function editDistance(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const change = (previous[column - 1] ?? 0) + (left[row - 1] === right[column - 1] ? 0 : 1);
      current.push(Math.min(change, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[right.length] ?? 0;
}
