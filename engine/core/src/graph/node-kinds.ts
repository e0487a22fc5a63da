/** What each kind of node does on entry. */
import { audioTopic, type OscArgument, SCHEMA_VERSION } from '@understudy/contract';
import type { CompiledNode } from '../compile/compiled-room.ts';
import type { Core } from '../core.ts';
import { dispatchNode } from './dispatch-node.ts';
import type { NodeRecord } from './graph-state.ts';
import { completeJoin } from './join.ts';
import { takeBranch } from './take-branch.ts';

const US_PER_MS = 1000;
const INT32_MAX = 2147483647;

/** Begins the work of a node that has just become active. */
export function enterKind(core: Core, node: CompiledNode, record: NodeRecord): void {
  const { definition } = node;
  switch (definition.kind) {
    case 'NOOP':
      core.graph.finish(node, node.next);
      return;
    case 'DELAY':
      core.graph.setTimer(node.index, takeRemaining(record) ?? definition.ms * US_PER_MS);
      return;
    case 'DISPATCH':
      record.remainingUs = null;
      dispatchNode(core, node);
      return;
    case 'CUE':
      publishCue(core, record.correlation, definition);
      core.graph.finish(node, node.next);
      return;
    case 'WAIT_STATE_EQUALS':
    case 'WAIT_CONDITION':
      record.remainingUs = null;
      if (core.reactions.arm(node.guard)) core.graph.ready(node.index);
      else if (definition.timeoutMs !== undefined) core.graph.setTimer(node.index, definition.timeoutMs * US_PER_MS);
      return;
    case 'BRANCH':
      core.graph.finish(node, takeBranch(core, node));
      return;
    case 'JOIN':
      completeJoin(core, node, record);
      return;
    case 'CHECKPOINT':
      core.graph.finish(node, node.next);
      core.checkpoints.take(node);
      return;
    case 'GROUP':
      enterGroup(core, node, record);
      return;
    case 'END':
      core.graph.finish(node, []);
      core.run.finish(definition.outcome);
      return;
  }
}

/** The paths inside start once; a group that is resumed goes on with those that are there. */
function enterGroup(core: Core, node: CompiledNode, record: NodeRecord): void {
  if (record.inside > 0) return;
  for (const start of node.start) core.graph.arrive(start, node.index, record.correlation);
  if (record.inside === 0) core.graph.ready(node.index);
}

function takeRemaining(record: NodeRecord): number | null {
  const remainingUs = record.remainingUs;
  record.remainingUs = null;
  return remainingUs;
}

function publishCue(
  core: Core,
  correlation: string,
  cue: { cue: string; address: string; args?: readonly (number | boolean | string)[] },
): void {
  const body = {
    schema: SCHEMA_VERSION,
    room_id: core.room.id,
    cue_id: cue.cue,
    correlation_id: correlation,
    address: cue.address,
    args: (cue.args ?? []).map(oscArgument),
  };
  core.outbox.publish(audioTopic(core.room.id, 'cue'), JSON.stringify(body), 1, true);
}

function oscArgument(value: number | boolean | string): OscArgument {
  if (typeof value === 'boolean') return { type: 'BOOL', value };
  if (typeof value === 'string') return { type: 'STRING', value };
  return Number.isInteger(value) && Math.abs(value) <= INT32_MAX ? { type: 'INT', value } : { type: 'FLOAT', value };
}
