/** Defects of the twin's physics: circuits in copper and mechanics. */
import type { Defect } from './defect.ts';

const chain = 'sim-devices/src/circuits/estop-chain.ts';

export const WORLD: readonly Defect[] = [
  {
    id: 'last-button-closes-the-chain',
    where: 'world',
    title: 'The E-stop chain follows one button: letting go of it closes the chain while another is pressed.',
    patches: [
      { file: chain, from: 'if (button.truth.pressed) closed = false;', to: 'closed = !button.truth.pressed;' },
    ],
    expected: 2,
    games: 20,
  },
  {
    id: 'contactor-sticks',
    where: 'world',
    title: 'The contactor behind the E-stop stays closed for half a second.',
    patches: [{ file: chain, from: 'atUs + this.#dropOutUs;', to: 'atUs + this.#dropOutUs + (closed ? 0 : 500_000);' }],
    expected: 1,
    faults: ['controller.all_hung'],
    games: 50,
  },
  {
    id: 'release-frees-one-door',
    where: 'world',
    title: 'A release button lets go of the first of its locks alone.',
    patches: [
      {
        file: 'twin/src/world/world.ts',
        from: 'for (const id of button.releases) {',
        to: 'for (const id of button.releases.slice(0, 1)) {',
      },
    ],
    expected: 2,
    games: 20,
  },
];
