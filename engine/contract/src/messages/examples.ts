/** One valid payload for every topic: shown in the documents, and the seed of the property tests. */
import type { TopicKind } from '../topic-table.ts';

const sender = { schema: 'v8', room_id: 'clockwork' } as const;
const safe = { kind: 'SAFE', latched: false } as const;
const command_id = '00000000-0000-4000-8000-000000000001';
const correlation_id = '00000000-0000-4000-8000-000000000002';
const fault = {
  kind: 'DEVICE_OFFLINE',
  severity: 'CRITICAL',
  message: 'lever_boiler has been silent for 3000 ms',
  details: { controller: 'lever_boiler', silent_ms: 3000 },
  at_unix_ms: 1767600004000,
} as const;
const heartbeat = { ...sender, uptime_ms: 61_000, firmware_version: '0.1.0', safety_state: safe } as const;
const request = { ...sender, correlation_id, requested_by: 'ada' } as const;

/** The examples, by topic. The command is the golden vector of the contract. */
export const EXAMPLES: Readonly<Record<TopicKind, Readonly<Record<string, unknown>>>> = {
  'device/cmd': {
    ...sender,
    device_id: 'lever_boiler_newell_post',
    command_id,
    correlation_id,
    sequence: 1,
    issued_at_unix_ms: 1767600000123,
    action: 'SET',
    safety_class: 'CRITICAL',
    parameters: { a: { c: 3, d: 4 }, op: 'stepper_up' },
    auth: { alg: 'HMAC-SHA256', mac_hex: '4bfa523f1e7dc0dca3ec6820a7e4dfd44655f12d723777ea3070c9d6353ca239' },
  },
  'device/ack': {
    ...sender,
    device_id: 'lever_boiler_newell_post',
    command_id,
    correlation_id,
    status: 'FAILED',
    reason_code: 'MOTION_TIMEOUT',
    safety_state: { kind: 'FAULT', reason_code: 'MOTION_TIMEOUT', latched: true },
    uptime_ms: 81_000,
  },
  'device/state': {
    ...sender,
    device_id: 'lever_boiler_newell_post',
    safety_state: safe,
    state: { motion: 'stopped', position: 'low', light: true },
    uptime_ms: 62_000,
  },
  'device/telemetry': { ...sender, device_id: 'gauge_6_leds_gauge_6', uptime_ms: 62_000, values: { raw: 412 } },
  'device/heartbeat': { ...heartbeat, device_id: 'lever_boiler_newell_post' },
  'device/presence': { ...sender, device_id: 'lever_boiler_newell_post', presence: 'ONLINE' },
  'controller/hello': {
    ...sender,
    controller_id: 'lever_boiler',
    firmware_version: '0.1.0',
    build_hash: '9f86d081884c7d65',
    contract_hash: '60303ae22b998861',
    table_hash: 'fd61a03a',
    boot_count: 3,
    boot_reason: 'POWER_ON',
    devices: ['lever_boiler_lever_boiler', 'lever_boiler_lever_stairs', 'lever_boiler_newell_post'],
  },
  'controller/heartbeat': { ...heartbeat, controller_id: 'lever_boiler', last_error: 'BUS_LOST' },
  'controller/presence': { ...sender, controller_id: 'lever_boiler', presence: 'OFFLINE' },
  'core/heartbeat': { ...sender, uptime_ms: 65_000, epoch: 4 },
  'core/status': {
    ...sender,
    uptime_ms: 65_000,
    tick_ms: 1,
    dry_run: false,
    dispatch_enabled: false,
    dispatch_paused_reason: 'SAFETY_LATCHED',
    safety_latched_since_unix_ms: 1767600003000,
    room_safety: { kind: 'E_STOP', reason_code: 'ESTOP_OPEN', latched: true },
    device_count: 33,
    offline_device_count: 0,
    graph_active_nodes: ['pilot_wait', 'ambience'],
    graph_version: '1',
    epoch: 4,
  },
  'core/fault': { ...sender, ...fault },
  'core/faults': { ...sender, faults: [fault] },
  'core/device/status': {
    ...sender,
    device_id: 'lever_boiler_newell_post',
    presence: 'ONLINE',
    safety_state: safe,
    last_seen_unix_ms: 1767600003500,
  },
  'core/device/fault': { ...sender, device_id: 'lever_boiler_newell_post', ...fault, cleared: false },
  'core/dispatch': {
    ...request,
    device_id: 'main_lighting_study_lights',
    action: 'SET',
    parameters: { brightness: 200, op: 'set_brightness' },
  },
  'core/control': {
    ...request,
    control_token: 'a-secret',
    action: 'SKIP_NODE',
    node_id: 'pilot_wait',
    reason: 'stuck',
  },
  'audio/cue': {
    ...sender,
    cue_id: 'intro',
    correlation_id,
    address: '/cue/intro/go',
    args: [
      { type: 'INT', value: 1 },
      { type: 'FLOAT', value: 0.5 },
    ],
  },
  'audio/ack': { ...sender, cue_id: 'intro', correlation_id, status: 'COMPLETED', attempts: 1 },
  'audio/fault': {
    ...sender,
    kind: 'OSC_NO_ANSWER',
    severity: 'WARN',
    message: 'no answer to /cue/intro/go in 5 attempts',
    cue_id: 'intro',
  },
};
