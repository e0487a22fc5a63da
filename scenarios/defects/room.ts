/** Defects of Clockwork's own files, which the room's check lets pass. Runs are judged by the sound room. */
import type { Defect } from './defect.ts';

export const ROOM: readonly Defect[] = [
  {
    id: 'bolt-without-spring',
    where: 'room',
    title: "The exit door's bolt has lost its spring.",
    patches: [
      {
        file: 'rooms/clockwork/physics/clock.yaml',
        from: `    pins: { forward: 20, reverse: 21 }
    params: { travelMs: 4000, start: 1, springReturnMs: 60 }`,
        to: `    pins: { forward: 20, reverse: 21 }
    params: { travelMs: 4000, start: 1, springReturnMs: 0 }`,
      },
    ],
    expected: 2,
    games: 10,
  },
  {
    id: 'slow-contactor',
    where: 'room',
    title: 'The contactor behind the E-stop drops half a second late.',
    patches: [{ file: 'rooms/clockwork/room.yaml', from: 'dropOutMs: 20', to: 'dropOutMs: 500' }],
    expected: 1,
    faults: ['controller.all_hung'],
    games: 50,
  },
  {
    id: 'release-forgets-a-door',
    where: 'room',
    title: 'The green button beside the metal door does not release the wooden one.',
    patches: [
      {
        file: 'rooms/clockwork/room.yaml',
        from: `        title: Release beside the metal door
        zone: clock_hall
        releases: [exit_door_bolt, metal_door_bolt, wood_door_maglock]`,
        to: `        title: Release beside the metal door
        zone: clock_hall
        releases: [exit_door_bolt, metal_door_bolt]`,
      },
    ],
    expected: 2,
    games: 30,
  },
  {
    id: 'slow-study-locks',
    where: 'room',
    title: 'The locks of the study door keep their magnetism for 400 ms.',
    patches: [
      {
        file: 'rooms/clockwork/physics/boiler_room_subpanel.yaml',
        from: 'pins: { coil: 10, coil2: 11, coil3: 12 }\n',
        to: 'pins: { coil: 10, coil2: 11, coil3: 12 }\n    params: { releaseMs: 400 }\n',
      },
    ],
    expected: 2,
    games: 20,
  },
  {
    id: 'study-door-off-the-chain',
    where: 'room',
    title: 'The locks of the study door are not wired through E-stop and release button.',
    patches: [
      {
        file: 'rooms/clockwork/physics/boiler_room_subpanel.yaml',
        from: 'pins: { coil: 10, coil2: 11, coil3: 12 }\n    egress: true\n',
        to: 'pins: { coil: 10, coil2: 11, coil3: 12 }\n',
      },
    ],
    expected: 2,
    faults: ['controller.all_hung'],
    games: 50,
  },
  {
    id: 'slow-lift',
    where: 'room',
    title: 'The television lift takes 20 s where its controller allows 12, and nothing tells where it is.',
    patches: [
      {
        file: 'rooms/clockwork/physics/boiler_room_subpanel.yaml',
        from: 'params: { travelMs: 12000, start: 1 }',
        to: 'params: { travelMs: 20000, start: 1 }',
      },
    ],
    expected: 20,
    games: 50,
  },
  {
    id: 'caretaker-starts-over',
    where: 'room',
    title: 'The caretaker of the left panel goes back to the beginning of the game.',
    patches: [
      {
        file: 'rooms/clockwork/graph.yaml',
        from: '    layer: puzzle\n    next: rails_left\n',
        to: '    layer: puzzle\n    next: power_upper\n',
      },
    ],
    expected: 24,
    faults: ['operator.estop_at_transition'],
    games: 50,
  },
  {
    id: 'interlock-reads-another-rail',
    where: 'room',
    title: 'The interlock of the clock hall looks at a rail that is always on.',
    patches: [
      {
        file: 'rooms/clockwork/rules.yaml',
        from: `is driven without its rail"
    when: { device: power_control_lower_left_clock_24v,`,
        to: `is driven without its rail"
    when: { device: power_control_lower_left_clock_12v,`,
      },
    ],
    expected: 12,
    faults: ['operator.storm', 'controller.hung'],
    games: 50,
  },
  {
    id: 'crossed-limits',
    where: 'room',
    title: 'The limit switches of the newel post are crossed.',
    patches: [
      {
        file: 'rooms/clockwork/physics/lever_boiler.yaml',
        from: 'pins: { step: 10, low: 11, high: 12 }',
        to: 'pins: { step: 10, low: 12, high: 11 }',
      },
    ],
    expected: 14,
    games: 50,
  },
  {
    id: 'metal-bolt-without-spring',
    where: 'room',
    title: "The metal door's bolt has lost its spring.",
    patches: [
      {
        file: 'rooms/clockwork/physics/clock.yaml',
        from: `    pins: { forward: 18, reverse: 19 }
    params: { travelMs: 4000, start: 1, springReturnMs: 60 }`,
        to: `    pins: { forward: 18, reverse: 19 }
    params: { travelMs: 4000, start: 1, springReturnMs: 0 }`,
      },
    ],
    expected: 2,
    games: 10,
  },
];
