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
    id: 'latency-in-ms',
    where: 'network',
    title: 'The latency of a link is taken for ms: a message is under way for a third of a second.',
    patches: [{ file: network, from: 'options.baseLatencyUs ?? 300;', to: '1000 * (options.baseLatencyUs ?? 300);' }],
    expected: 3,
    games: 20,
  },
  {
    id: 'commands-overtake',
    where: 'network',
    title: 'Messages of one connection overtake each other on their way to a client.',
    patches: [{ file: network, from: 'arrivesUs = Math.max(arrivesUs, entry.downAfterUs);\n', to: '' }],
    expected: 18,
    games: 50,
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
    expected: 18,
    games: 20,
  },
  {
    id: 'long-messages-are-cut',
    where: 'network',
    title: 'The broker cuts a message after 512 characters.',
    patches: [
      {
        file: network,
        from: 'this.#queue.push(arrivesUs, client, entry.session, flags, topic, payload);',
        to: 'this.#queue.push(arrivesUs, client, entry.session, flags, topic, payload.slice(0, 512));',
      },
    ],
    expected: 16,
    games: 3,
  },
];
