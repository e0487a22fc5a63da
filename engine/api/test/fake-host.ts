/** A host that records what it is asked and answers what it is told to. */

import { type EngineHost, type HostHealth, type HostResult, LiveView } from '@understudy/api';
import type { Room } from '@understudy/contract';
import type { OperatorRequest } from '@understudy/core';

const ROOM: Room = {
  manifest: {
    schema: 'understudy-room/1',
    room: 'closet',
    title: 'A closet',
    gameMs: 60_000,
    zones: { closet: { title: 'Closet' } },
    circuits: { estop: { buttons: {}, dropOutMs: 50 }, egress: { releaseMs: 100, buttons: {} } },
  },
  controllers: [
    {
      controller: 'closet',
      title: 'Closet',
      zone: 'closet',
      heartbeatMs: 1000,
      estopPin: 0,
      devices: { lamp: { title: 'Lamp', safetyClass: 'NON_CRITICAL', units: {} } },
    },
  ],
  graph: { version: '1', start: 'begin', nodes: { begin: { kind: 'NOOP' } } },
  objectives: { objectives: {} },
  rules: { interlocks: {} },
  physics: [],
  players: {},
};

export class FakeHost implements EngineHost {
  readonly room = ROOM;
  readonly view = new LiveView();
  readonly asked: unknown[] = [];
  result: HostResult = { ok: true };

  operator(by: string, request: OperatorRequest): HostResult {
    this.asked.push(['operator', by, request]);
    return this.result;
  }

  act(plant: string, action: string, value: number | undefined): HostResult {
    this.asked.push(['act', plant, action, value]);
    return this.result;
  }

  run(change: { readonly speed?: number; readonly paused?: boolean }): HostResult {
    this.asked.push(['run', change]);
    return this.result;
  }

  async restart(): Promise<HostResult> {
    this.asked.push(['restart']);
    return this.result;
  }

  health(): HostHealth {
    return { status: 'ok', busUp: true, engineMs: 12, counters: {} };
  }
}
