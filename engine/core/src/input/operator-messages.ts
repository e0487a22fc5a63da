/** `core/control` and `core/dispatch`: what operators' tools ask over the bus. Needs the core control token. */
import { ACTIONS, CONTROL_ACTIONS, equalInConstantTime, NODE_CONTROL_ACTIONS } from '@understudy/contract';
import type { Core } from '../core.ts';
import { dispatchManually, handleRequest } from '../operator/requests.ts';
import type { OperatorRequest } from '../types.ts';
import { isId, isObject, isUuid } from './parse.ts';

type Json = Readonly<Record<string, unknown>>;

const CONTROL_MEMBERS = ['schema', 'room_id', 'correlation_id', 'requested_by', 'control_token', 'action'];
const DISPATCH_MEMBERS = [...CONTROL_MEMBERS, 'device_id', 'parameters', 'safety_class'];
const PERSON_LENGTH = 128;
const LINE_LENGTH = 512;

/** Returns `bad_schema` when the message is not the contract's. A wrong token is a fault, not a malformed message. */
export function handleCoreControl(core: Core, body: Json): 'bad_schema' | null {
  const request = parseControl(body);
  if (request === null || !isPerson(body) || typeof body.control_token !== 'string') return 'bad_schema';
  if (!admitted(core, body.control_token)) return deny(core, String(body.action));
  if (request === 'RELOAD_GRAPH') return refuse(core, body.requested_by, 'RELOAD_GRAPH', 'GRAPH_IS_PINNED');
  const reason = handleRequest(core, body.requested_by, request);
  return reason === null ? null : refuse(core, body.requested_by, request.action, reason);
}

/** A person's command for a device, on the manual layer. */
export function handleCoreDispatch(core: Core, body: Json): 'bad_schema' | null {
  const { device_id: device, action, parameters, control_token: token } = body;
  if (!isPerson(body) || !onlyMembers(body, DISPATCH_MEMBERS) || !isId(device)) return 'bad_schema';
  const known = ACTIONS.find((one) => one === action);
  if (known === undefined || (parameters !== undefined && !isObject(parameters))) return 'bad_schema';
  if (body.safety_class !== undefined && body.safety_class !== 'CRITICAL' && body.safety_class !== 'NON_CRITICAL') {
    return 'bad_schema';
  }
  if (token !== undefined && typeof token !== 'string') return 'bad_schema';
  if (!admitted(core, token ?? '')) return deny(core, 'DISPATCH');
  const reason = dispatchManually(core, device, parameters ?? {}, known);
  return reason === null ? null : refuse(core, body.requested_by, 'DISPATCH', reason);
}

function isPerson(body: Json): body is Json & { readonly requested_by: string } {
  const { requested_by: by } = body;
  return typeof by === 'string' && by.length >= 1 && by.length <= PERSON_LENGTH && isUuid(body.correlation_id);
}

function onlyMembers(body: Json, members: readonly string[]): boolean {
  return Object.keys(body).every((name) => members.includes(name));
}

function parseControl(body: Json): OperatorRequest | 'RELOAD_GRAPH' | null {
  const { action } = body;
  const nodeAction = NODE_CONTROL_ACTIONS.find((one) => one === action);
  if (nodeAction !== undefined) {
    const { node_id: node, reason } = body;
    const stated = reason === undefined || (typeof reason === 'string' && reason.length <= LINE_LENGTH);
    if (!onlyMembers(body, [...CONTROL_MEMBERS, 'node_id', 'reason']) || !isId(node) || !stated) return null;
    return { action: nodeAction, node };
  }
  if (action === 'RESET_SAFETY_LATCH') {
    const { reset_token: token } = body;
    if (!onlyMembers(body, [...CONTROL_MEMBERS, 'reset_token'])) return null;
    if (token === undefined) return { action: 'REQUEST_SAFETY_RESET' };
    return typeof token === 'string' ? { action: 'CONFIRM_SAFETY_RESET', token } : null;
  }
  const plain = CONTROL_ACTIONS.find((one) => one === action);
  if (plain === undefined || !onlyMembers(body, CONTROL_MEMBERS)) return null;
  return plain === 'RELOAD_GRAPH' ? plain : { action: plain };
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
  core.faults.report({
    kind: 'REQUEST_REFUSED',
    severity: 'INFO',
    message: `${action} by ${by} was refused: ${reason}`,
    details: { action, by, reason },
  });
  return null;
}
