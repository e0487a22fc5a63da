/** `core/control` and `core/dispatch`: what operators' tools ask over the bus. Needs the core control token. */
import { type Control, canonicalJson, type Dispatch, equalInConstantTime } from '@understudy/contract';
import type { Core } from '../core.ts';
import { dispatchManually, handleRequest } from '../operator/requests.ts';
import type { OperatorRequest } from '../types.ts';

/** Asks something of the engine itself, once. A wrong token is a fault, not a malformed message. */
export function handleCoreControl(core: Core, control: Control): null {
  const { action, requested_by: by } = control;
  if (!admitted(core, control.control_token)) return deny(core, action);
  const request = requestOf(control);
  if (request === null) return refuse(core, by, action, 'GRAPH_IS_PINNED');
  // A tool may ask for a reset and confirm it under one id: the same id is a repetition only of the same request.
  if (core.correlations.repeats(`${control.correlation_id} ${canonicalJson(request)}`)) return null;
  const reason = handleRequest(core, by, request);
  return reason === null ? null : refuse(core, by, request.action, reason);
}

/** A person's command for a device, on the manual layer. The same request again changes nothing but a counter. */
export function handleCoreDispatch(core: Core, dispatch: Dispatch): null {
  const { device_id: device, action, parameters, control_token: token, requested_by: by } = dispatch;
  const { correlation_id: correlation } = dispatch;
  if (!admitted(core, token ?? '')) return deny(core, 'DISPATCH');
  if (core.correlations.repeats(correlation)) return null;
  const reason = dispatchManually(core, device, parameters ?? {}, action, correlation);
  return reason === null ? null : refuse(core, by, 'DISPATCH', reason);
}

/** What a control message asks, in the engine's words; null for the graph to be read again: a run's graph is pinned. */
function requestOf(control: Control): OperatorRequest | null {
  switch (control.action) {
    case 'RELOAD_GRAPH':
      return null;
    case 'RESET_SAFETY_LATCH': {
      const { reset_token: token } = control;
      return token === undefined ? { action: 'REQUEST_SAFETY_RESET' } : { action: 'CONFIRM_SAFETY_RESET', token };
    }
    case 'PAUSE_NODE':
    case 'RESUME_NODE':
    case 'SKIP_NODE':
      return { action: control.action, node: control.node_id };
    default:
      return { action: control.action };
  }
}

function admitted(core: Core, token: string): boolean {
  const { controlToken } = core.options;
  return controlToken !== undefined && controlToken !== '' && equalInConstantTime(controlToken, token);
}

function deny(core: Core, action: string): null {
  core.counters.add('control_denied');
  core.faults.report({
    kind: 'CONTROL_DENIED',
    severity: 'WARN',
    message: `${action} over the bus was refused: its control token is not the room's`,
    details: { action },
  });
  return null;
}

/** Tells everyone that a request was refused: published, counted, and kept as the live view's `refusal`. */
export function refuse(core: Core, by: string, action: string, reason: string): null {
  core.counters.add('requests_refused');
  core.refusal = { by, action, reason, atUs: core.nowUs };
  core.marks.touch('refusal');
  core.probe?.refused(core.nowUs, by, action, reason);
  core.faults.report({
    kind: 'REQUEST_REFUSED',
    severity: 'INFO',
    message: `${action} by ${by} was refused: ${reason}`,
    details: { action, by, reason },
  });
  return null;
}
