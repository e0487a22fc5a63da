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
    games: 10,
  },
];
