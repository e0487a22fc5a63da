/** What becomes of units that somebody gave back: each goes on as its next owner wanted it last. */
import { LAYERS } from '@understudy/contract';
import type { Intent, LayerIndex } from '../arbitration/outputs.ts';
import { NONE } from '../compile/compiled-room.ts';
import type { Core } from '../core.ts';
import { at } from '../errors.ts';
import { ownerReleased } from '../graph/dispatch-node.ts';
import type { CommandRequest } from './command-record.ts';
import { operationRequest } from './command-requests.ts';

type Send = (request: CommandRequest) => void;

/** An output, and the layer that has an intent for it. */
interface Claim {
  readonly output: number;
  readonly layer: LayerIndex;
}

/**
 * What was sent last needs nothing more, a node that waited asks by itself, everything else is sent again. A group takes all
 * its units along, so the oldest intent goes out first and what is newer has the last word.
 */
export function restoreUnits(core: Core, units: Iterable<number>, send: Send): void {
  const { outputs } = core;
  const { due, waiting } = claimsOf(core, units);
  const byAge = (one: Claim, other: Claim): number =>
    outputs.age(one.output, one.layer) - outputs.age(other.output, other.layer);
  for (const { output, layer } of due.sort(byAge)) {
    const intent = outputs.intent(output, layer);
    const isThere = outputs.units(output).every((unit) => outputs.lastCommand(unit) === intent?.command);
    if (intent !== null && !isThere) reissue(core, layer, intent, send);
  }
  for (const { output, layer } of waiting.sort(byAge)) wake(core, output, layer, send);
}

/** `due`: what has to be sent again, or may have to when a group before it has gone out. `waiting`: what never went out. */
function claimsOf(core: Core, units: Iterable<number>): { due: Claim[]; waiting: Claim[] } {
  const { outputs } = core;
  const due: Claim[] = [];
  const waiting: Claim[] = [];
  const look = [...units];
  for (const unit of look) {
    const layer = outputs.owner(unit);
    if (layer === null) continue;
    const claims = outputs.claims(unit, layer);
    const unsent = claims.filter((output) => outputs.intent(output, layer)?.command === null);
    for (const output of unsent) if (!includes(waiting, output)) waiting.push({ output, layer });
    const newest = claims.at(-1);
    if (newest === undefined || unsent.length > 0 || includes(due, newest)) continue;
    const isTakenAlong = due.some(({ output }) => outputs.units(output).includes(unit));
    if (!isTakenAlong && outputs.intent(newest, layer)?.command === outputs.lastCommand(unit)) continue;
    // A group of which somebody stronger still holds a unit waits until that one is given back too.
    if (outputs.owner(newest) !== layer) continue;
    due.push({ output: newest, layer });
    look.push(...outputs.units(newest));
  }
  return { due, waiting };
}

function includes(claims: readonly Claim[], output: number): boolean {
  return claims.some((claim) => claim.output === output);
}

/** A node that waited for the output asks again; an intent that never went out and has no node goes out. */
function wake(core: Core, output: number, layer: LayerIndex, send: Send): void {
  const intent = core.outputs.intent(output, layer);
  if (intent === null || (intent.node !== NONE && ownerReleased(core, intent.node))) return;
  if (core.outputs.owner(output) === layer) reissue(core, layer, intent, send);
}

function reissue(core: Core, layer: LayerIndex, intent: Intent, send: Send): void {
  const device = at(core.room.devices, intent.device);
  const operation = device.operations.get(intent.operation);
  if (operation === undefined) return;
  const { parameters, correlation } = intent;
  const request = operationRequest(device, operation, { parameters, action: 'SET', layer, correlation });
  const refused =
    core.interlocks.refusal(request.device, request.operation) ??
    core.gate.refusal(request.device, request.safetyClass, layer);
  if (refused === null && !core.commands.full(request)) {
    send(request);
    return;
  }
  core.counters.add('reissue_refused');
  const message = `The intent of ${LAYERS[layer]} was not sent again on release: ${refused ?? 'QUEUE_FULL'}`;
  core.faults.report({ kind: 'INTENT_NOT_RESTORED', severity: 'WARN', message, details: { device: device.id } });
}
