/** The closed word lists of the contract. Order is the wire order of the generated C++ enums: append only. */
export const SCHEMA_VERSION = 'v8';
export const ACTIONS = ['OPEN', 'CLOSE', 'MOVE', 'SET'] as const;
export const SAFETY_CLASSES = ['CRITICAL', 'NON_CRITICAL'] as const;
export const ACK_STATUSES = ['ACCEPTED', 'REJECTED', 'COMPLETED', 'FAILED'] as const;
/** Best first; the worst of several states is the one that comes last. */
export const SAFETY_KINDS = ['SAFE', 'MAINTENANCE', 'BLOCKED', 'FAULT', 'E_STOP'] as const;
export const PRESENCES = ['ONLINE', 'OFFLINE'] as const;
export const FAULT_SEVERITIES = ['INFO', 'WARN', 'CRITICAL'] as const;
export const REASON_CODES = [
  'AUTH_INVALID',
  'BAD_SCHEMA',
  'BAD_ROOM',
  'BAD_DEVICE',
  'UNSUPPORTED_ACTION',
  'INVALID_PARAMS',
  'BUSY',
  'SAFETY_BLOCKED',
  'STALE_EPOCH',
  'STALE_SEQUENCE',
  'MOTION_TIMEOUT',
  'SENSOR_FAULT',
  'INTERNAL_ERROR',
] as const;
export const BOOT_REASONS = ['POWER_ON', 'WATCHDOG', 'SOFTWARE', 'BROWN_OUT'] as const;
/** Why the engine sends no commands; first is strongest. */
export const PAUSE_REASONS = ['BROKER_DOWN', 'SAFETY_LATCHED', 'MANUAL_PAUSE'] as const;
/** Arbitration layers; first is strongest. */
export const LAYERS = ['safety', 'manual', 'puzzle', 'scene'] as const;

/** `action` of core/control without arguments of its own; RESET_SAFETY_LATCH and the node actions carry more. */
export const CONTROL_ACTIONS = [
  'PAUSE_DISPATCH',
  'RESUME_DISPATCH',
  'START_GRAPH',
  'STOP_GRAPH',
  'RELOAD_GRAPH',
] as const;
export const NODE_CONTROL_ACTIONS = ['PAUSE_NODE', 'RESUME_NODE', 'SKIP_NODE'] as const;

/**
 * Causes that the firmware's supervisor names in `safety_state.reason_code`, beside the reason codes. `ESTOP_OPEN`: the chain
 * is open now, and no reset can succeed; `ESTOP_LATCHED`: it is whole again and the latch waits for a reset.
 */
export const SUPERVISOR_CAUSES = ['ESTOP_OPEN', 'ESTOP_LATCHED', 'ENGINE_SILENT', 'BAD_TABLE'] as const;

export type Action = (typeof ACTIONS)[number];
export type SafetyClass = (typeof SAFETY_CLASSES)[number];
export type AckStatus = (typeof ACK_STATUSES)[number];
export type SafetyKind = (typeof SAFETY_KINDS)[number];
export type Presence = (typeof PRESENCES)[number];
export type FaultSeverity = (typeof FAULT_SEVERITIES)[number];
export type ReasonCode = (typeof REASON_CODES)[number];
export type BootReason = (typeof BOOT_REASONS)[number];
export type PauseReason = (typeof PAUSE_REASONS)[number];
export type Layer = (typeof LAYERS)[number];
export type SupervisorCause = (typeof SUPERVISOR_CAUSES)[number];
