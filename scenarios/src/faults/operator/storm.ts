/** Several people ask for anything, many times a second. */
import type { OperatorRequest } from '@understudy/core';
import { mix } from '@understudy/sim-devices';
import type { VirtualSession } from '@understudy/twin';
import type { RoomIndex } from '../../monitors/room-index.ts';
import type { ActiveFault, FaultKind } from '../fault-kind.ts';
import { ask, resetToken } from './requests.ts';

type Draw = (below: number) => number;

/** What they ask for. Starting and stopping the game is not among it: it would end every run. */
const REQUESTS: readonly ((draw: Draw, index: RoomIndex, session: VirtualSession) => OperatorRequest)[] = [
  () => ({ action: 'PAUSE_DISPATCH' }),
  () => ({ action: 'RESUME_DISPATCH' }),
  () => ({ action: 'PAUSE_TIMER' }),
  () => ({ action: 'RESUME_TIMER' }),
  () => ({ action: 'REQUEST_SAFETY_RESET' }),
  (_draw, _index, session) => ({ action: 'CONFIRM_SAFETY_RESET', token: resetToken(session) ?? '' }),
  (draw, index) => ({ action: 'PAUSE_NODE', node: oneOf(draw, Object.keys(index.room.graph.nodes)) }),
  (draw, index) => ({ action: 'RESUME_NODE', node: oneOf(draw, Object.keys(index.room.graph.nodes)) }),
  (draw, index) => ({ action: 'SKIP_NODE', node: oneOf(draw, Object.keys(index.room.graph.nodes)) }),
  (draw, index) => ({ action: 'GO_TO_CHECKPOINT', node: oneOf(draw, Object.keys(index.room.graph.nodes)) }),
  (draw, index) => ({ action: 'HINT', objective: oneOf(draw, objectivesOf(index)) }),
  (draw, index) => ({ action: 'SKIP_OBJECTIVE', objective: oneOf(draw, objectivesOf(index)) }),
  dispatch,
  dispatch,
  dispatch,
  (draw, index) => ({ action: 'RELEASE', device: oneOf(draw, [...index.devices.keys()]) }),
];

export const STORM: FaultKind = {
  name: 'operator.storm',
  group: 'operator',
  title: 'Several people ask for anything, many times a second',
  values: {
    perSecond: { min: 1, max: 200, default: 20, unit: 'requests a second' },
    people: { min: 1, max: 8, default: 3, unit: 'count' },
    estops: { min: 0, max: 100, default: 1, unit: 'percent of the requests that are an ESTOP' },
  },
  forMs: { max: 60_000, default: 10_000 },
  excuses: { 20: 'whoever stops the room takes the rails from drives that can only count their time' },
  targets: () => [''],
  begin({ session, index, seed }, _record, { perSecond = 20, people = 3, estops = 1 }): ActiveFault {
    const everyUs = Math.max(1, Math.floor(1_000_000 / perSecond));
    let draws = 0;
    let fired = 0;
    let nextAtUs = session.nowUs;
    const draw: Draw = (below) => {
      draws += 1;
      return mix(seed, draws) % Math.max(1, below);
    };
    return {
      get fired() {
        return fired;
      },
      get nextAtUs() {
        return nextAtUs;
      },
      due(atUs) {
        nextAtUs = atUs + everyUs;
        const by = `person_${draw(people) + 1}`;
        const made = REQUESTS[draw(REQUESTS.length)]?.(draw, index, session);
        const request: OperatorRequest = made === undefined || draw(100) < estops ? { action: 'ESTOP' } : made;
        if (ask(session, by, request)) fired += 1;
      },
      heal() {
        nextAtUs = Number.POSITIVE_INFINITY;
      },
    };
  },
};

function dispatch(draw: Draw, index: RoomIndex): OperatorRequest {
  const device = oneOf(draw, [...index.devices.keys()]);
  const operations = index.devices.get(device)?.definition.operations ?? {};
  const op = oneOf(draw, Object.keys(operations));
  const parameters: Record<string, unknown> = { op };
  for (const [name, { type, minimum = 0, maximum = 1 }] of Object.entries(operations[op]?.parameters ?? {})) {
    parameters[name] = type === 'boolean' ? draw(2) === 1 : minimum + draw(maximum - minimum + 1);
  }
  return { action: 'DISPATCH', device, parameters };
}

function objectivesOf({ room }: RoomIndex): string[] {
  return Object.keys(room.objectives.objectives);
}

/** One of a list; empty of an empty one. */
function oneOf(draw: Draw, list: readonly string[]): string {
  return list[draw(list.length)] ?? '';
}
