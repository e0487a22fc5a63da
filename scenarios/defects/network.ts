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
    id: 'everything-is-retained',
    where: 'network',
    title: 'The broker retains what it was not asked to.',
    patches: [
      {
        file: network,
        from: `    this.messages += 1;
    if ((flags & RETAIN) !== 0) {`,
        to: `    this.messages += 1;
    if ((flags & QOS1) !== 0) {`,
      },
    ],
    expected: 15,
    games: 20,
  },
  {
    id: 'long-messages-are-cut',
    where: 'network',
    title: 'The broker cuts a message after 400 characters.',
    patches: [
      {
        file: network,
        from: 'this.#queue.push(arrivesUs, client, entry.session, flags, topic, payload);',
        to: 'this.#queue.push(arrivesUs, client, entry.session, flags, topic, payload.slice(0, 400));',
      },
    ],
    expected: 16,
    games: 3,
  },
];
