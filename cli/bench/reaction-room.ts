/** The smallest room with a reaction: a button whose press the graph answers with a lamp, for ever. */
import type { Room } from '@understudy/contract';

const wait = (active: boolean, next: string): Room['graph']['nodes'][string] => ({
  kind: 'WAIT_STATE_EQUALS',
  device: 'box_button',
  pointer: '/active',
  equals: active,
  next,
});
const light = (op: 'on' | 'off', next: string): Room['graph']['nodes'][string] => ({
  kind: 'DISPATCH',
  device: 'box_lamp',
  parameters: { op },
  next,
});

/** Debounce and settle time are 0: what is measured is the way, not the waiting. */
export const REACTION_ROOM: Room = {
  manifest: {
    schema: 'understudy-room/1',
    room: 'reaction',
    title: 'Reaction',
    gameMs: 86_400_000,
    zones: { bench: { title: 'Bench' } },
    circuits: { estop: { dropOutMs: 20, buttons: {} }, egress: { releaseMs: 100, buttons: {} } },
  },
  controllers: [
    {
      controller: 'box',
      title: 'Box',
      zone: 'bench',
      heartbeatMs: 1000,
      estopPin: 0,
      devices: {
        button: {
          title: 'Button',
          safetyClass: 'NON_CRITICAL',
          units: { contact: { driver: 'contact', pins: { in: 1 }, params: { activeLevel: 1, debounceMs: 0 } } },
        },
        lamp: {
          title: 'Lamp',
          safetyClass: 'NON_CRITICAL',
          units: { relay: { driver: 'relay', pins: { out: 2 }, params: { settleMs: 0 } } },
          operations: { on: { unit: 'relay', verb: 'on' }, off: { unit: 'relay', verb: 'off' } },
        },
      },
    },
  ],
  graph: {
    version: '1',
    start: 'pressed',
    nodes: {
      pressed: wait(true, 'lit'),
      lit: light('on', 'released'),
      released: wait(false, 'dark'),
      dark: light('off', 'pressed'),
    },
  },
  objectives: { objectives: {} },
  rules: { interlocks: {} },
  physics: [
    {
      controller: 'box',
      plants: {
        button: { model: 'lever', pins: { out: 1 }, params: { restValue: 0, pulledValue: 1, throwMs: 0, bounceMs: 0 } },
        lamp: { model: 'load', pins: { out: 2 } },
      },
    },
  ],
  players: {},
};
