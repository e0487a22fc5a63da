/**
 * The room in which reactions are measured: a socket and a relay on one controller, and a graph that switches the relay
 * on when the plug goes in and off when it is pulled, so many times over. Every wait of the hardware is set to nothing,
 * so that what is measured is the way: firmware, bus, engine, bus, firmware.
 */
import type { GraphNode, Room } from '@understudy/contract';
import type { Reaction } from './measure.ts';

const DEVICE_IN = 'bench_socket';
const DEVICE_OUT = 'bench_relay';

/** Plug in and pull, in turn: each undoes the other. */
export const REACTIONS: readonly Reaction[] = [
  {
    cause: { plant: 'plug', action: 'plug', value: 900 },
    effect: { plant: 'lamp', holds: ({ on }) => on === true },
  },
  {
    cause: { plant: 'plug', action: 'plug', value: 0 },
    effect: { plant: 'lamp', holds: ({ on }) => on === false },
  },
];

/** The room for `rounds` of plugging in and pulling. */
export function reactionRoom(rounds: number): Room {
  const nodes: Record<string, GraphNode> = {};
  for (let round = 0; round < rounds; round++) {
    nodes[`plugged_${round}`] = waitFor(true, `on_${round}`);
    nodes[`on_${round}`] = dispatch('on', `pulled_${round}`);
    nodes[`pulled_${round}`] = waitFor(false, `off_${round}`);
    nodes[`off_${round}`] = dispatch('off', round + 1 < rounds ? `plugged_${round + 1}` : 'end');
  }
  nodes.end = { kind: 'END', outcome: 'won' };
  return {
    manifest: {
      schema: 'understudy-room/1',
      room: 'reaction',
      title: 'Reaction bench',
      gameMs: 86_400_000,
      zones: { bench: { title: 'Bench' } },
      circuits: { estop: { dropOutMs: 20, buttons: {} }, egress: { releaseMs: 50, buttons: {} } },
    },
    controllers: [
      {
        controller: 'bench',
        title: 'Bench',
        zone: 'bench',
        heartbeatMs: 1000,
        estopPin: 40,
        devices: {
          socket: {
            title: 'Socket',
            safetyClass: 'NON_CRITICAL',
            units: { plug: { driver: 'threshold', pins: { in: 2 }, params: { openAbove: 500, debounceMs: 0 } } },
          },
          relay: {
            title: 'Relay',
            safetyClass: 'NON_CRITICAL',
            units: { out: { driver: 'relay', pins: { out: 3 }, params: { settleMs: 0 } } },
            operations: { on: { unit: 'out', verb: 'on' }, off: { unit: 'out', verb: 'off' } },
          },
        },
      },
    ],
    graph: { version: '1', start: 'plugged_0', nodes },
    objectives: { objectives: {} },
    rules: { interlocks: {} },
    physics: [
      {
        controller: 'bench',
        plants: { plug: { model: 'plug', pins: { out: 2 } }, lamp: { model: 'load', pins: { out: 3 } } },
      },
    ],
    players: {},
  };
}

function waitFor(open: boolean, next: string): GraphNode {
  return { kind: 'WAIT_CONDITION', condition: { device: DEVICE_IN, property: 'open', equals: open }, next };
}

function dispatch(op: string, next: string): GraphNode {
  return { kind: 'DISPATCH', device: DEVICE_OUT, parameters: { op }, next };
}
