/**
 * Who may send what, and what the end of a command means. Joins rules, arbitration, gate and pipeline; every request of
 * a layer passes here. The decisions are written in this folder's README.
 */
import { LAYERS } from '@understudy/contract';
import { type LayerIndex, layerIndex, MANUAL, PUZZLE, SAFETY, SCENE } from '../arbitration/outputs.ts';
import { type CompiledDispatch, type CompiledNode, type CompiledOperation, NONE } from '../compile/compiled-room.ts';
import type { Core } from '../core.ts';
import { at } from '../errors.ts';
import { tryAgain } from '../graph/dispatch-node.ts';
import { type CommandRecord, type CommandRequest, inFlight } from './command-record.ts';
import { intentOf, nodeRequest, operationRequest } from './command-requests.ts';
import { restoreUnits } from './restore-units.ts';

/** Outcome of a node's request: sent, waiting its turn, or why not. */
export type NodeOutcome =
  | { readonly kind: 'sent'; readonly command: string }
  | { readonly kind: 'queued' }
  | { readonly kind: 'blocked'; readonly reason: string };

export class Dispatcher {
  readonly #core: Core;
  /** Nodes that wait until the output's command of their own layer has ended, by output, first come first. */
  readonly #queues = new Map<number, number[]>();

  constructor(core: Core) {
    this.#core = core;
  }

  /** A DISPATCH node asks for its command. Rules first, then ownership, then the gate. */
  requestForNode(node: number, dispatch: CompiledDispatch, correlation: string): NodeOutcome {
    const core = this.#core;
    const layer = layerIndex(dispatch.layer);
    const request = nodeRequest(node, dispatch, layer, correlation);
    const forbidden = core.interlocks.refusal(request.device, request.operation);
    if (forbidden !== null) return { kind: 'blocked', reason: forbidden };
    if (request.output !== NONE) {
      this.#claim(request);
      const owner = core.outputs.owner(request.output);
      if (owner !== null && owner < layer) return { kind: 'blocked', reason: ownedBy(owner) };
    }
    const refused = core.gate.refusal(request.device, request.safetyClass, layer);
    if (refused !== null) return { kind: 'blocked', reason: refused };
    if (this.#mustQueue(request, dispatch.operation)) {
      this.#queue(request.output).push(node);
      return { kind: 'queued' };
    }
    if (core.commands.full(request)) return { kind: 'blocked', reason: 'QUEUE_FULL' };
    return { kind: 'sent', command: this.#send(request).id };
  }

  /** A person's command, on the manual layer. Returns why it was refused, or null. The output stays theirs until RELEASE. */
  requestManual(
    device: number,
    operation: CompiledOperation,
    parameters: Readonly<Record<string, unknown>>,
    action: CommandRequest['action'],
    correlation: string,
  ): string | null {
    const core = this.#core;
    const asked = { parameters, action, layer: MANUAL, correlation } as const;
    const request = operationRequest(at(core.room.devices, device), operation, asked);
    const reason = this.#manualRefusal(request);
    if (reason !== null) {
      core.commands.refuse(request, reason);
      return reason;
    }
    this.#claim(request);
    this.#send(request);
    return null;
  }

  /** A command of the safety layer: passes rules and pauses, takes the output from everyone. Nothing leaves while the bus is down. */
  requestSafety(device: number, operation: CompiledOperation): void {
    const core = this.#core;
    const parameters = { op: operation.name };
    const asked = { parameters, action: 'SET', layer: SAFETY, correlation: core.ids.next() } as const;
    const request = operationRequest(at(core.room.devices, device), operation, asked);
    this.#claim(request);
    if (core.gate.refusal(device, request.safetyClass, SAFETY) !== null || core.commands.full(request)) return;
    this.#send(request);
  }

  /**
   * Gives back what a person has asked of a device, over other devices too; each output goes on with its next owner's current
   * intent. What was asked of another device and reaches over this one stays theirs. Returns why there is nothing to give
   * back, or null.
   */
  releaseManual(device: number): string | null {
    const { outputs, room } = this.#core;
    const held = outputs.claimedBy(device, MANUAL);
    this.#release(held, MANUAL);
    if (held.length > 0) return null;
    const claims = at(room.devices, device).outputs.flatMap((output) => outputs.claims(output, MANUAL));
    const through = claims.map((output) => outputs.intent(output, MANUAL)?.device).find((one) => one !== undefined);
    return through === undefined ? 'NOT_HELD' : `HELD_THROUGH:${at(room.devices, through).id}`;
  }

  /** A layer gives an output back. */
  release(output: number, layer: LayerIndex): void {
    this.#release([output], layer);
  }

  #release(given: readonly number[], layer: LayerIndex): void {
    const { outputs } = this.#core;
    const owned = given.filter((output) => outputs.owner(output) === layer);
    for (const output of given) {
      outputs.setIntent(output, layer, null);
      this.#touchOwned(output);
    }
    const units = new Set(owned.flatMap((output) => outputs.units(output)));
    restoreUnits(this.#core, units, (request) => this.#send(request));
  }

  /** The run is over or the room latched: what graph nodes wanted is no longer current. */
  forgetGraph(): void {
    this.#queues.clear();
    this.#core.outputs.clearLayer(PUZZLE);
    this.#core.outputs.clearLayer(SCENE);
    for (const device of this.#core.room.devices) this.#core.marks.touchIn('device', device.id);
  }

  /** A node is left before its command has ended: its turn, and an intent that never went out, are gone. */
  withdraw(node: CompiledNode): void {
    if (node.dispatch === null) return;
    const { output } = node.dispatch.operation;
    const queue = this.#queues.get(output);
    if (queue?.includes(node.index)) {
      this.#queues.set(
        output,
        queue.filter((one) => one !== node.index),
      );
    }
    const layer = layerIndex(node.dispatch.layer);
    const intent = this.#core.outputs.intent(output, layer);
    if (intent?.node !== node.index) return;
    // What was never sent has displaced nothing below it: there is nothing to restore.
    if (intent.command === null) {
      this.#core.outputs.setIntent(output, layer, null);
      this.#touchOwned(output);
    } else if (node.dispatch.release) this.release(output, layer);
  }

  /** Called by the pipeline when a command has ended, or nobody knows how it ended. */
  commandEnded(record: CommandRecord): void {
    this.#core.graph.commandEnded(record);
    this.#core.reset.commandEnded(record);
    if (record.layer === SAFETY) this.#core.safety.commandEnded(record);
    this.#startNext(record.output);
  }

  save(): [number, number[]][] {
    return [...this.#queues].map(([output, nodes]) => [output, [...nodes]]);
  }

  load(saved: readonly (readonly [number, readonly number[]])[]): void {
    this.#queues.clear();
    for (const [output, nodes] of saved) this.#queues.set(output, [...nodes]);
  }

  #manualRefusal(request: CommandRequest): string | null {
    const core = this.#core;
    const forbidden = core.interlocks.refusal(request.device, request.operation);
    if (forbidden !== null) return forbidden;
    const owner = request.output === NONE ? null : core.outputs.owner(request.output);
    if (owner === SAFETY) {
      core.probe?.arbitrated(core.nowUs, SAFETY, MANUAL);
      return ownedBy(owner);
    }
    const refused = core.gate.refusal(request.device, request.safetyClass, MANUAL);
    if (refused !== null) return refused;
    return core.commands.full(request) ? 'QUEUE_FULL' : null;
  }

  /** Puts down what the layer wants now. Whoever else wanted the output wins or loses by this. */
  #claim(request: CommandRequest): void {
    if (request.output === NONE) return;
    const { outputs, probe, nowUs } = this.#core;
    const { output, layer } = request;
    const before = outputs.owner(output);
    outputs.setIntent(output, layer, intentOf(request, null));
    this.#touchOwned(output);
    if (before === null) return;
    if (before < layer) probe?.arbitrated(nowUs, before, layer);
    else if (before > layer) probe?.arbitrated(nowUs, layer, before);
  }

  /** Every device of which the output drives something may have another owner now. */
  #touchOwned(output: number): void {
    const { outputs, marks, room } = this.#core;
    for (const other of outputs.overlaps(output)) {
      marks.touchIn('device', at(room.devices, at(room.outputs, other).device).id);
    }
  }

  /** `stop` never waits: it ends what is under way. */
  #mustQueue(request: CommandRequest, operation: CompiledOperation): boolean {
    if (operation.verb === 'stop') return false;
    const current = this.#currentOf(request.output);
    return current !== null && current.layer === request.layer;
  }

  #currentOf(output: number): CommandRecord | null {
    const id = this.#core.outputs.current(output);
    const record = id === null ? undefined : this.#core.commands.records.get(id);
    return record !== undefined && inFlight(record) ? record : null;
  }

  #send(request: CommandRequest): CommandRecord {
    const core = this.#core;
    const before = this.#currentOf(request.output);
    const record = core.commands.issue(request);
    if (request.output !== NONE) {
      core.outputs.carriedOut(request.output, request.layer, intentOf(request, record.id));
    }
    if (before !== null) {
      const reason = before.layer === request.layer ? 'SUPERSEDED' : ownedBy(request.layer);
      core.commands.end(before, 'SUPERSEDED', reason);
    }
    return record;
  }

  #queue(output: number): number[] {
    const queue = this.#queues.get(output) ?? [];
    this.#queues.set(output, queue);
    return queue;
  }

  #startNext(output: number): void {
    const queue = this.#queues.get(output);
    if (queue === undefined || this.#currentOf(output) !== null) return;
    const node = queue.shift();
    if (node !== undefined) tryAgain(this.#core, node);
  }
}

function ownedBy(layer: LayerIndex): string {
  return `OWNED_BY_${at(LAYERS, layer).toUpperCase()}`;
}
