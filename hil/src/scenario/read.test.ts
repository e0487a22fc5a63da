import type { Room } from '@understudy/contract';
import { describe, expect, it } from 'vitest';
import { controller, device, ESTOP, POST, STAGE } from '../conformance/definitions.ts';
import { readBenchScenario } from './read.ts';

const DOORS = controller({
  door: device({ driver: 'contact', pins: { in: 7 } }, {}),
  reader: device({ driver: 'rfid', pins: { serial: 8, present: 9 } }, {}),
});
const ROOM = { manifest: { room: 'r' }, controllers: [STAGE, { ...DOORS, controller: 'd' }] } as unknown as Room;

const read = (text: string, controller_ = 'c') =>
  readBenchScenario(ROOM, { file: 's.yaml', text, controller: controller_ });
const head = 'version: 1\nname: n\nsteps:\n';

describe('a scenario file', () => {
  it("takes Wokwi's own steps", () => {
    const { steps } = read(
      `${head}  - name: shut it
    set-control: { part-id: door, control: in, value: 1 }
  - delay: 1.5ms
  - expect-pin: { part-id: d, pin: 7, value: 1 }
  - wait-serial: '"active":false'
  - write-serial: "ab"
  - write-serial: [1, 255]
`,
      'd',
    );
    expect(steps).toMatchObject([
      { kind: 'drive', label: 'shut it', wire: { pin: 7, rest: 1 }, value: 1 },
      { kind: 'delay', us: 1500 },
      { kind: 'expect-pin', wire: { pin: 7 }, value: 1 },
      { kind: 'wait-serial', text: '"active":false', timeoutUs: 5_000_000 },
      { kind: 'bytes', wire: { pin: 8 }, bytes: Uint8Array.of(97, 98) },
      { kind: 'bytes', bytes: Uint8Array.of(1, 255) },
    ]);
  });

  it('unrolls repeats, and draws what is drawn by its seed', () => {
    const text = (seed: number): string =>
      `version: 1\nname: n\nseed: ${seed}\nsteps:\n  - repeat: { times: 5, steps: [{ delay: 1ms..9ms }] }\n`;
    const spans = (seed: number) => read(text(seed)).steps.map((step) => (step.kind === 'delay' ? step.us : -1));
    expect(spans(1)).toEqual(spans(1));
    expect(spans(1)).not.toEqual(spans(2));
    expect(new Set(spans(1)).size).toBeGreaterThan(1);
    for (const us of spans(1)) expect(us >= 1000 && us <= 9000).toBe(true);
  });

  it('names wires by device and unit, by number, and the chain', () => {
    const { steps, wires } = read(`${head}  - wait-edge: { part-id: c_post, pin: u.step }
  - set-control: { pin: ${POST.low}, value: false }
  - set-control: { part-id: c, control: estop, value: 0 }
`);
    expect(steps).toMatchObject([
      { wire: { signal: 'c_post.u.step', pin: POST.step }, edge: 'any' },
      { wire: { signal: 'c_post.u.low' }, value: 0 },
      { wire: { signal: 'estop', pin: ESTOP } },
    ]);
    // No limit is reached, nothing is pressed, the chain is closed.
    expect(wires.filter(({ direction }) => direction === 'in').map(({ rest }) => rest)).toEqual([1, 1, 1]);
  });

  it.each([
    ['  - delya: 5ms\n', 's.yaml:4:5 expected one of name, delay,'],
    ['  - delay: 5\n', 's.yaml:4:12'],
    ['  - delay: 5 ms\n', 's.yaml:4:12'],
    ['  - delay: 5ms\n    wait-serial: x\n', 's.yaml:4:5 expected one step of'],
    ['  - name: nothing\n', 'seen none'],
    ['  - repeat:\n      times: 2\n      steps:\n        - wait-edge: { pni: 3 }\n', 's.yaml:7:24 expected one of'],
    [
      '  - set-control: { part-id: post, control: step, value: 1 }\n',
      'expected an input of the controller, seen c_post.u.step',
    ],
    [
      '  - set-control: { part-id: nowhere, control: in, value: 1 }\n',
      's.yaml:4:18 expected a device of c with pins, seen nowhere',
    ],
    ['  - set-control: { pin: 3 }\n', 'a member "value"'],
    ['  - expect-pin: { pin: 77, value: 1 }\n', 'a pin of c, seen 77'],
    ['  - command: { device: fog, op: smoke }\n', 's.yaml:4:33 expected one of'],
    ['  - command: { device: fog, op: "on", parameters: { hard: 1 } }\n', 'expected hard: no parameters'],
    ['  - fault: { pin: 3, fault: gremlin }\n', 's.yaml:4:29'],
    ['  - fault: { fault: power }\n', 'for: how long'],
    ['  - fault: { pin: 3, fault: swap }\n', 'with: the other wire'],
    ['  - expect-latency: { from: { pin: 3 }, to: { pin: 2 } }\n', 'p99 or max'],
    ['  - [1]\n', 's.yaml:4:5'],
    ['  - delay: 1ms\n - x', 's.yaml:5:'],
  ])('refuses %j with its place', (steps, message) => {
    expect(() => read(head + steps)).toThrow(message);
  });

  it('tells everything that is wrong at once, and another version first', () => {
    expect(() => read(`${head}  - delya: 5ms\n  - delay: x\n`)).toThrow(/4:5 .*\n.*5:12/);
    expect(() => read('version: 2\nname: n\nsteps: [{ delay: 1ms }]\n')).toThrow('s.yaml:1:10');
    expect(() => read(`${head}  - delay: 1ms\n`, 'nobody')).toThrow('one of c, d');
  });
});
