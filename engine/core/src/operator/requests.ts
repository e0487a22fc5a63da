/** What people ask of the engine. Each request is done or refused with a reason; a refusal changes nothing. */

import { checkParameters } from '../compile/parameters.ts';
import type { Core } from '../core.ts';
import { pauseNode, resumeNode, skipNode } from '../graph/interventions.ts';
import type { OperatorRequest } from '../types.ts';

/** The last refused request, for the live view. */
export interface Refusal {
  readonly by: string;
  readonly action: string;
  readonly reason: string;
  readonly atUs: number;
}

/** Does what is asked. Returns why not, or null. */
export function handleRequest(core: Core, by: string, request: OperatorRequest): string | null {
  switch (request.action) {
    case 'START_GRAPH':
      return core.run.start();
    case 'STOP_GRAPH':
      return core.run.stop();
    case 'PAUSE_DISPATCH':
      core.gate.pause('MANUAL_PAUSE');
      return null;
    case 'RESUME_DISPATCH':
      return resumeDispatch(core);
    case 'PAUSE_TIMER':
      return core.gameClock.pause();
    case 'RESUME_TIMER':
      return core.gameClock.resume();
    case 'ESTOP':
      core.safety.latch({ kind: 'E_STOP', source: by, reason: 'OPERATOR_ESTOP' });
      return null;
    case 'REQUEST_SAFETY_RESET':
      return core.reset.request(by);
    case 'CONFIRM_SAFETY_RESET':
      return core.reset.confirm(by, request.token);
    case 'PAUSE_NODE':
      return withIndex(core.room.nodeIndex, request.node, (node) => pauseNode(core, node));
    case 'RESUME_NODE':
      return withIndex(core.room.nodeIndex, request.node, (node) => resumeNode(core, node));
    case 'SKIP_NODE':
      return withIndex(core.room.nodeIndex, request.node, (node) => skipNode(core, node));
    case 'GO_TO_CHECKPOINT':
      return withIndex(core.room.nodeIndex, request.node, (node) => core.checkpoints.goTo(node));
    case 'HINT':
      return withIndex(core.room.objectiveIndex, request.objective, (objective) => core.objectives.hint(objective));
    case 'SKIP_OBJECTIVE':
      return withIndex(core.room.objectiveIndex, request.objective, (objective) => core.objectives.skip(objective));
    case 'DISPATCH':
      return dispatchManually(core, request.device, request.parameters, 'SET');
    case 'RELEASE':
      return withIndex(core.room.deviceIndex, request.device, (device) => core.dispatcher.releaseManual(device));
  }
}

/** A person's command for a device, from the operator's tools or from `core/dispatch`, which gives its own correlation. */
export function dispatchManually(
  core: Core,
  id: string,
  parameters: Readonly<Record<string, unknown>>,
  action: 'OPEN' | 'CLOSE' | 'MOVE' | 'SET',
  correlation?: string,
): string | null {
  const device = core.room.deviceIndex.get(id);
  if (device === undefined) return 'BAD_DEVICE';
  const { op } = parameters;
  const operation = typeof op === 'string' ? core.room.devices[device]?.operations.get(op) : undefined;
  if (operation === undefined || action !== 'SET') return 'UNSUPPORTED_ACTION';
  const problem = checkParameters(operation, parameters, core.room.source.manifest.colors);
  if (problem !== null) return 'INVALID_PARAMS';
  // The latch is let go of by two persons through the reset, never by a single command.
  if (operation.name === 'reset_safety') return 'NEEDS_SAFETY_RESET';
  return core.dispatcher.requestManual(device, operation, parameters, action, correlation ?? core.ids.next());
}

function resumeDispatch(core: Core): string | null {
  if (core.gate.pausedReason === null) return 'NOT_PAUSED';
  if (core.safety.latched) return 'SAFETY_LATCHED';
  if (!core.outbox.busUp) return 'BROKER_DOWN';
  core.gate.resume('BROKER_DOWN');
  core.gate.resume('MANUAL_PAUSE');
  return null;
}

function withIndex(
  index: ReadonlyMap<string, number>,
  id: string,
  act: (index: number) => string | null,
): string | null {
  const found = index.get(id);
  return found === undefined ? 'UNKNOWN_ID' : act(found);
}
