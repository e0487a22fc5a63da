/** Defects of the twin's broker and its links. */
import type { Defect } from './defect.ts';

const network = 'twin/src/network/network.ts';

export const NETWORK: readonly Defect[] = [
  {
    id: 'late-subscriber-is-deaf',
    where: 'network',
    title: 'The broker remembers who receives a topic and does not forget it when another client connects.',
    patches: [
      {
        file: network,
        from: `    entry.willPayload = will?.payload ?? '';
    this.#receivers.clear();`,
        to: `    entry.willPayload = will?.payload ?? '';`,
      },
    ],
    expected: 16,
    games: 10,
  },
  {
    id: 'messages-overtake',
    where: 'network',
    title: 'Messages of one connection overtake each other on their way to the client.',
    patches: [{ file: network, from: 'arrivesUs = Math.max(arrivesUs, entry.downAfterUs);\n', to: '' }],
    expected: 18,
    games: 10,
  },
];
