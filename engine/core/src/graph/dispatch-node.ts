/** A DISPATCH node and the command that it wants: asking, holding for a device, trying again. */
import { DEFAULTS } from '@understudy/contract';
import type { CompiledNode } from '../compile/compiled-room.ts';
import type { Core } from '../core.ts';
import { at } from '../errors.ts';
import { isTransient } from './pause-reasons.ts';

/** A node waits this long for a device that is not ready before its path pauses. */
const HOLD_US = DEFAULTS.offlineAfterMs * 1000;

/** Asks for the node's command. */
export function dispatchNode(core: Core, node: CompiledNode): void {
  if (node.dispatch === null) return;
  const { graph, timers } = core;
  const record = graph.node(node.index);
  const outcome = core.dispatcher.requestForNode(node.index, node.dispatch, record.correlation);
  const timer = core.layout.node + node.index;
  if (outcome.kind === 'blocked') {
    const holdUs = isTransient(outcome.reason) ? HOLD_US : core.interlocks.holdUs(outcome.reason);
    if (holdUs === 0) {
      graph.pause(node.index, outcome.reason);
      return;
    }
    graph.set(node.index, 'active', outcome.reason);
    if (!timers.isSet(timer)) graph.setTimer(node.index, holdUs);
    return;
  }
  timers.clear(timer);
  record.command = outcome.kind === 'sent' ? outcome.command : null;
  graph.set(node.index, 'active', outcome.kind === 'sent' ? null : 'QUEUED');
}

/** The turn of a queued node has come, or its device may have become ready. */
export function tryAgain(core: Core, node: number): void {
  const record = core.graph.node(node);
  if (record.state !== 'active' || record.command !== null || record.ready) return;
  if (core.graph.frozen) core.graph.pause(node, core.gate.pausedReason ?? 'NOT_READY');
  else dispatchNode(core, at(core.room.nodes, node));
}

/** A device came online or became safe: nodes held for it try again. */
export function deviceReady(core: Core, device: number): void {
  if (core.run.phase !== 'running' || core.graph.frozen) return;
  for (const node of core.room.nodes) {
    const { reason } = core.graph.node(node.index);
    if (node.dispatch?.device === device && reason !== null && isTransient(reason)) tryAgain(core, node.index);
  }
}

/** An interlock with a hold is over: nodes held for it try again. */
export function interlockEnded(core: Core, reason: string): void {
  if (core.run.phase !== 'running' || core.graph.frozen) return;
  for (const node of core.room.nodes) if (core.graph.node(node.index).reason === reason) tryAgain(core, node.index);
}

/** A stronger layer gave the node's output back. True: the node waited for that and goes on by itself. */
export function ownerReleased(core: Core, node: number): boolean {
  const record = core.graph.node(node);
  if (record.state !== 'paused' || !record.reason?.startsWith('OWNED_BY_')) return false;
  core.graph.retry(node);
  return true;
}
