/** Which way a BRANCH goes. */
import type { CompiledNode } from '../compile/compiled-room.ts';
import type { Core } from '../core.ts';
import { at } from '../errors.ts';

/**
 * The first case that holds, else `next`. In an objective that is skipped a way that leads back here is for people who
 * have to try again: the waits on it would pass without end. There the first way goes that does not lead back.
 */
export function takeBranch(core: Core, node: CompiledNode): readonly number[] {
  const taken = node.cases.find((one) => core.reactions.test(one.guard))?.next ?? node.next;
  if (!core.objectives.isBeingSkipped(node.index) || !leadsBack(core, taken, node.index)) return taken;
  const ways = [...node.cases.map(({ next }) => next), node.next];
  return ways.find((way) => way.length > 0 && !leadsBack(core, way, node.index)) ?? taken;
}

function leadsBack(core: Core, way: readonly number[], branch: number): boolean {
  const reached = new Set(way);
  for (const index of reached) {
    const { next, start, cases } = at(core.room.nodes, index);
    for (const target of [...next, ...start, ...cases.flatMap((one) => one.next)]) reached.add(target);
  }
  return reached.has(branch);
}
