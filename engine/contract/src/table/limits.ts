/** Bounds of the flash table: what the firmware keeps room for. Part of the generated C++ header. */
export const TABLE_LIMITS = {
  /** Bytes of a whole table: the host's input buffer of 4,096 bytes less the longest key. */
  tableBytes: 4032,
  /** Operations of one controller, all devices together. */
  operations: 160,
  /** Parameters of all operations of one controller. */
  parameters: 128,
  /** Words of all enumerated parameters of one controller, and the room's colour names. */
  words: 128,
  /** Units that the operations of one controller drive, all operations together. */
  targets: 384,
} as const;

/** First bytes of a table; the last one is the layout's version. */
export const TABLE_MAGIC = 'UST2';
/** Stands for "no pin". */
export const NO_PIN = 255;
/** Stands for "no parameter selects a unit": the operation drives all of its units. */
export const NO_SELECT = 255;
/** Kinds of an operation's parameter; the index is the wire number. */
export const PARAMETER_TYPES = ['integer', 'number', 'boolean', 'color', 'enum'] as const;
