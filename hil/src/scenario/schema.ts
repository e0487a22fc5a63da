/**
 * The file's JSON Schema, for editors and for the reader. Wokwi's automation steps are a part of it: a scenario of theirs
 * whose parts are devices of a room is read as it stands.
 */
import { WIRE_FAULTS } from '../bench/types.ts';
import { PLATFORMS } from '../station/types.ts';
import { SPAN_PATTERN, SPAN_RANGE_PATTERN } from './spans.ts';

/** Faults that are not on a wire: the DUT's supply, and an engine that says nothing. */
export const OTHER_FAULTS = ['power', 'engine-silence'] as const;
export const EDGES = ['rising', 'falling', 'any'] as const;
/** Last parts of topics on which a controller speaks. */
export const MESSAGE_TOPICS = ['state', 'ack', 'heartbeat', 'presence', 'hello', 'telemetry'] as const;
/** What a command may be awaited to; SENT waits for nothing. */
export const COMMAND_STATUSES = ['SENT', 'ACCEPTED', 'REJECTED', 'COMPLETED', 'FAILED'] as const;
/** Where a step does not say otherwise. */
export const DEFAULT_TIMEOUT = '5s';
export const DEFAULT_SAFE_WITHIN = '100ms';

const text = { type: 'string', minLength: 1 };
const span = { type: 'string', pattern: SPAN_PATTERN };
const oneOf = (words: readonly string[]): object => ({ anyOf: words.map((word) => ({ const: word, type: 'string' })) });
const object = (properties: Readonly<Record<string, object>>, required: readonly string[] = []): object => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});
const value = {
  anyOf: [{ type: 'integer', minimum: -(2 ** 31), maximum: 2 ** 31 - 1 }, { type: 'boolean' }],
  description: 'level, duty, raw value or steps; true is 1',
};
const pin = { anyOf: [{ type: 'integer', minimum: 0, maximum: 95 }, text] };
const bytes = { type: 'array', items: { type: 'integer', minimum: 0, maximum: 255 }, minItems: 1 };
const members = { type: 'object', description: 'members that the message must have, at any depth' };

/** A wire: a device with a unit's pin, or a pin of the controller by its number. */
const WIRE = {
  'part-id': { ...text, description: 'device, with or without its controller; the controller itself for pin numbers' },
  pin: { ...pin, description: '<unit>, <unit>.<pin>, a pin of the only unit, estop, led, or a pin number' },
};
/** `name` is the newer word of Wokwi. */
const NAMED = { ...WIRE, name: WIRE.pin };
const MESSAGE = { device: text, topic: oneOf(MESSAGE_TOPICS), where: members };
const EVENT = object({ ...NAMED, edge: oneOf(EDGES), ...MESSAGE });

const SET_CONTROL = object({ ...WIRE, control: WIRE.pin, value }, ['value']);

/** What a step may be, by its key. */
const STEPS = {
  delay: { type: 'string', pattern: SPAN_RANGE_PATTERN, description: '500ms, or 10ms..50ms: drawn by the seed' },
  'set-control': SET_CONTROL,
  'expect-pin': object({ ...NAMED, value }, ['value']),
  'wait-pin': object({ ...NAMED, value, timeout: span }, ['value']),
  'wait-edge': object({ ...NAMED, edge: oneOf(EDGES), timeout: span }),
  'wait-serial': { anyOf: [text, object({ text, timeout: span }, ['text'])] },
  'write-serial': { anyOf: [text, bytes, object({ ...NAMED, text, bytes })] },
  command: object(
    {
      device: text,
      op: text,
      parameters: { type: 'object' },
      status: oneOf(COMMAND_STATUSES),
      reason: text,
      timeout: span,
    },
    ['device', 'op'],
  ),
  'expect-message': object({ ...MESSAGE, timeout: span }),
  'expect-latency': object(
    {
      title: text,
      from: EVENT,
      to: EVENT,
      p99: span,
      max: span,
      samples: { type: 'integer', minimum: 1, maximum: 10_000 },
    },
    ['from', 'to'],
  ),
  'expect-blink': object(
    {
      ...NAMED,
      period: span,
      tolerance: span,
      count: { type: 'integer', minimum: 1, maximum: 1000 },
      timeout: span,
    },
    ['period'],
  ),
  fault: object(
    {
      ...NAMED,
      fault: oneOf([...WIRE_FAULTS, ...OTHER_FAULTS]),
      a: { type: 'integer' },
      b: { type: 'integer' },
      with: object(NAMED),
      for: span,
    },
    ['fault'],
  ),
  'expect-safe-state': object({ device: text, within: span }),
} as const;

export const STEP_KEYS = [...Object.keys(STEPS), 'repeat'];

/** JSON Schema of a scenario file (draft 7). */
export const SCENARIO_FILE_SCHEMA = {
  ...object(
    {
      version: { const: 1, type: 'integer' },
      name: text,
      author: text,
      description: text,
      controller: { ...text, description: 'of the room; may be given by who runs the file' },
      platforms: { type: 'array', items: oneOf(PLATFORMS), minItems: 1 },
      fixtures: { type: 'array', items: text },
      seed: { type: 'integer', minimum: 0, maximum: 2 ** 32 - 1 },
      timeout: { ...span, description: `of waits that have none of their own; default ${DEFAULT_TIMEOUT}` },
      initial: { type: 'array', items: SET_CONTROL, description: 'levels at power-on, where not those of rest' },
      steps: { type: 'array', items: { $ref: 'step' }, minItems: 1 },
    },
    ['version', 'name', 'steps'],
  ),
  $defs: {
    step: object({
      name: text,
      ...STEPS,
      repeat: object(
        {
          times: { type: 'integer', minimum: 1, maximum: 10_000 },
          steps: { type: 'array', items: { $ref: 'step' }, minItems: 1 },
        },
        ['times', 'steps'],
      ),
    }),
  },
} as const;
