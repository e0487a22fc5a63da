/** The channels of a recording: topics, and schemas that Lichtblick and Foxglove can parse. */
import { type McapChannel, type McapCollector, type MessageSchema, messageSchema } from '@understudy/journal';
import type { Truth } from '@understudy/sim-devices';

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const integer = { type: 'integer' } as const;
const number = { type: 'number' } as const;
const texts = { type: 'array', items: text } as const;
/** An object whose keys differ from message to message: players show it, and cannot complete its paths. */
const anything = messageSchema({});

const FIXED = {
  view: { set: anything, drop: texts },
  viewSnapshot: { entries: anything },
  bus: { from: text, topic: text, payload: text, retain: flag },
  heartbeats: { from: text, uptimeMs: integer },
  acts: { plant: text, action: text, value: number, ok: flag, reason: text },
  operators: { by: text, action: text, request: text },
  faults: { phase: text, fault: text, target: text },
  violations: { number: integer, invariant: text, detail: text, faults: texts },
  timeline: { kind: text, id: text, title: text, state: text },
  end: { verdict: text, outcome: text },
} as const;
type FixedChannel = keyof typeof FIXED;

/** Topics of the channels that every recording has. */
const TOPICS: Readonly<Record<FixedChannel | 'log', string>> = {
  view: '/view',
  viewSnapshot: '/view/snapshot',
  /** Every message but the heartbeats that only repeat; those are told in short in `heartbeats`. */
  bus: '/bus',
  heartbeats: '/heartbeats',
  acts: '/acts',
  operators: '/operators',
  faults: '/faults',
  violations: '/violations',
  timeline: '/timeline',
  end: '/end',
  log: '/log',
};

/** As foxglove.Log, which log panels know by name. */
const LOG: MessageSchema = messageSchema({
  timestamp: messageSchema({ sec: integer, nsec: integer }),
  level: integer,
  message: text,
  name: text,
  file: text,
  line: integer,
});

/** Levels of foxglove.Log. */
export const LOG_LEVEL = { info: 2, warning: 3, error: 4 } as const;

/** Numbers of the channels in the collector, by name. */
export type ChannelNumbers = Readonly<Record<FixedChannel | 'log', number>>;

/** Adds the channels that every recording has. */
export function addFixedChannels(collector: McapCollector): ChannelNumbers {
  const names = Object.keys(FIXED) as FixedChannel[];
  const fixed = names.map((name) => {
    const channel: McapChannel = {
      topic: TOPICS[name],
      schemaName: `understudy.${name}`,
      schema: messageSchema(FIXED[name]),
    };
    return [name, collector.channel(channel)] as const;
  });
  const log = collector.channel({ topic: TOPICS.log, schemaName: 'foxglove.Log', schema: LOG });
  return { ...(Object.fromEntries(fixed) as Record<FixedChannel, number>), log };
}

/** The channel of one plant, with the fields of its truth. */
export function plantChannel(plant: string, truth: Truth): McapChannel {
  const fields = Object.entries(truth).map(([field, value]) => {
    const type: 'boolean' | 'number' = typeof value === 'boolean' ? 'boolean' : 'number';
    return [field, { type }] as const;
  });
  return {
    topic: `/plants/${plant}`,
    schemaName: `understudy.plant.${plant}`,
    schema: messageSchema(Object.fromEntries(fields)),
  };
}
