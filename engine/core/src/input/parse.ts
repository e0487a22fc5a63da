/** What the engine takes from messages, checked by hand: these run for every message. Unnamed members are ignored. */
import {
  ACK_STATUSES,
  type AckStatus,
  BOOT_REASONS,
  LIMITS,
  REASON_CODES,
  SAFETY_KINDS,
  type SafetyKind,
  type SafetyState,
} from '@understudy/contract';

type Json = Readonly<Record<string, unknown>>;

const ID = /^[a-z][a-z0-9_]{0,62}$/;
const UUID = /^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/;
const CAUSE = /^[A-Z][A-Z0-9_]{0,47}$/;
const HASH = /^[0-9a-f]{8,64}$/;
const LINE_LENGTH = 512;

const safetyKinds = new Set<unknown>(SAFETY_KINDS);
const ackStatuses = new Set<unknown>(ACK_STATUSES);
const reasonCodes = new Set<unknown>(REASON_CODES);
const bootReasons = new Set<unknown>(BOOT_REASONS);

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isId(value: unknown): value is string {
  return typeof value === 'string' && ID.test(value);
}

export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value);
}

/** An id that, when given, must be the one in the topic. */
export function isIdOrAbsent(value: unknown): value is string | undefined {
  return value === undefined || isId(value);
}

export function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isLine(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LINE_LENGTH;
}

/** Members in the order in which a snapshot gives them back, so that what is published of it stays the same. */
export function parseSafety(value: unknown): SafetyState | null {
  if (!isObject(value)) return null;
  const { kind, reason_code: reason, latched } = value;
  if (!safetyKinds.has(kind) || typeof latched !== 'boolean') return null;
  if (reason === undefined) return { kind: kind as SafetyKind, latched };
  if (typeof reason !== 'string' || !CAUSE.test(reason)) return null;
  return { kind: kind as SafetyKind, latched, reason_code: reason };
}

export interface ParsedHeartbeat {
  readonly safety: SafetyState;
  readonly firmwareVersion: string;
}

export function parseHeartbeat(body: Json): ParsedHeartbeat | null {
  const safety = parseSafety(body.safety_state);
  if (safety === null || !isCount(body.uptime_ms) || !isLine(body.firmware_version)) return null;
  const error = body.last_error;
  if (error !== undefined && (typeof error !== 'string' || !CAUSE.test(error))) return null;
  return { safety, firmwareVersion: body.firmware_version };
}

export interface ParsedState {
  readonly safety: SafetyState;
  readonly state: Json;
}

export function parseState(body: Json): ParsedState | null {
  const safety = parseSafety(body.safety_state);
  if (safety === null || !isObject(body.state)) return null;
  if (body.uptime_ms !== undefined && !isCount(body.uptime_ms)) return null;
  return { safety, state: body.state };
}

export interface ParsedAck {
  readonly command: string;
  readonly correlation: string;
  readonly status: AckStatus;
  readonly reason: string | null;
  readonly safety: SafetyState;
}

export function parseAck(body: Json): ParsedAck | null {
  const safety = parseSafety(body.safety_state);
  const { command_id: command, correlation_id: correlation, status, reason_code: reason } = body;
  if (safety === null || !isUuid(command) || !isUuid(correlation) || !ackStatuses.has(status)) return null;
  if (reason !== undefined && !reasonCodes.has(reason)) return null;
  if (!isCount(body.uptime_ms)) return null;
  if (body.observed_at_unix_ms !== undefined && !isCount(body.observed_at_unix_ms)) return null;
  return {
    command,
    correlation,
    status: status as AckStatus,
    reason: typeof reason === 'string' ? reason : null,
    safety,
  };
}

export interface ParsedHello {
  readonly firmwareVersion: string;
  readonly bootCount: number;
  readonly contractHash: string;
}

export function parseHello(body: Json): ParsedHello | null {
  const { firmware_version: firmwareVersion, boot_count: bootCount, contract_hash: contractHash } = body;
  if (!isLine(firmwareVersion) || !isCount(bootCount) || !bootReasons.has(body.boot_reason)) return null;
  if (!isHash(contractHash) || !isHash(body.build_hash)) return null;
  if (body.table_hash !== undefined && !isHash(body.table_hash)) return null;
  if (body.uptime_ms !== undefined && !isCount(body.uptime_ms)) return null;
  if (!Array.isArray(body.devices) || body.devices.length > LIMITS.devicesPerController) return null;
  return body.devices.every(isId) ? { firmwareVersion, bootCount, contractHash } : null;
}

function isHash(value: unknown): value is string {
  return typeof value === 'string' && HASH.test(value);
}

export function parsePresence(body: Json): boolean | null {
  if (body.presence === 'ONLINE') return true;
  return body.presence === 'OFFLINE' ? false : null;
}

/** Whether nesting and number of keys are within the contract's limits. */
export function withinLimits(value: unknown): boolean {
  return countKeys(value, 1) <= LIMITS.jsonKeys;
}

function countKeys(value: unknown, depth: number): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (depth > LIMITS.jsonDepth) return LIMITS.jsonKeys + 1;
  let keys = 0;
  for (const member of Object.values(value)) {
    if (!Array.isArray(value)) keys++;
    keys += countKeys(member, depth + 1);
    if (keys > LIMITS.jsonKeys) return keys;
  }
  return keys;
}
