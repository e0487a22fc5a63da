/** The live view: each entry computed from the engine's state (docs/seams.md, section 4). */
import { LAYERS } from '@understudy/contract';
import type { Core } from '../core.ts';
import { at } from '../errors.ts';

const US_PER_MS = 1000;
const ms = (us: number): number => Math.floor(us / US_PER_MS);

/** The entry of a key, or null when there is none. Members that do not apply are left out. */
export function projectEntry(core: Core, key: string): unknown {
  const slash = key.indexOf('/');
  if (slash < 0) return projectSingle(core, key);
  const id = key.slice(slash + 1);
  switch (key.slice(0, slash)) {
    case 'node':
      return projectNode(core, core.room.nodeIndex.get(id) ?? -1);
    case 'objective':
      return projectObjective(core, core.room.objectiveIndex.get(id) ?? -1);
    case 'device':
      return projectDevice(core, core.room.deviceIndex.get(id) ?? -1);
    case 'controller':
      return projectController(core, core.room.controllerIndex.get(id) ?? -1);
    case 'command':
      return projectCommand(core, id);
    default:
      return projectFault(core, Number(id));
  }
}

/** The whole view. */
export function projectAll(core: Core): Map<string, unknown> {
  const keys = ['engine', 'timer', 'reset', 'refusal'];
  for (const { id } of core.room.nodes) keys.push(`node/${id}`);
  for (const { id } of core.room.objectives) keys.push(`objective/${id}`);
  for (const { id } of core.room.devices) keys.push(`device/${id}`);
  for (const { id } of core.room.controllers) keys.push(`controller/${id}`);
  for (const id of core.commands.records.keys()) keys.push(`command/${id}`);
  for (const { number } of core.faults.open.values()) keys.push(`fault/${number}`);
  const view = new Map<string, unknown>();
  for (const key of keys) {
    const value = projectEntry(core, key);
    if (value !== null) view.set(key, value);
  }
  return view;
}

function projectSingle(core: Core, key: string): unknown {
  switch (key) {
    case 'engine':
      return projectEngine(core);
    case 'timer':
      return {
        elapsedMs: ms(core.gameClock.elapsedUs()),
        limitMs: ms(core.room.gameUs),
        running: core.gameClock.running,
        atMs: ms(core.nowUs),
      };
    case 'reset':
      return projectReset(core);
    default: {
      const { refusal } = core;
      if (refusal === null) return null;
      return { by: refusal.by, action: refusal.action, reason: refusal.reason, atMs: ms(refusal.atUs) };
    }
  }
}

function projectEngine(core: Core): unknown {
  const pausedReason = core.gate.pausedReason;
  const { phase, outcome } = core.run;
  return {
    phase: phase === 'running' && pausedReason !== null ? 'paused' : phase,
    ...(outcome === null ? {} : { outcome }),
    dispatchEnabled: pausedReason === null,
    ...(pausedReason === null ? {} : { pausedReason }),
    armed: core.gate.armed,
    roomSafety: core.safety.state(),
    epoch: core.options.epoch,
    graphVersion: core.room.source.graph.version,
    dryRun: core.options.dryRun === true,
  };
}

function projectReset(core: Core): unknown {
  const { state } = core.reset;
  switch (state.phase) {
    case 'none':
      return null;
    case 'refused':
      return { blockers: state.blockers };
    case 'requested':
      return { token: state.token, requestedBy: state.by, blockers: [] };
    case 'resetting':
      return { resetting: true, confirmedBy: state.by, blockers: [] };
  }
}

function projectNode(core: Core, index: number): unknown {
  const { state, sinceUs, reason } = core.graph.node(index);
  if (state === 'idle') return null;
  return { state, sinceMs: ms(sinceUs), ...(reason === null ? {} : { reason }) };
}

function projectObjective(core: Core, index: number): unknown {
  const { state, startedAtUs, solvedAtUs, hints } = core.objectives.get(index);
  return {
    state,
    ...(startedAtUs === null ? {} : { startedMs: ms(startedAtUs) }),
    ...(solvedAtUs === null ? {} : { solvedMs: ms(solvedAtUs) }),
    hints: at(core.room.objectives, index).hints.slice(0, hints),
  };
}

function projectDevice(core: Core, index: number): unknown {
  const { outputs } = at(core.room.devices, index);
  let owner: number | null = null;
  for (const output of outputs) {
    const layer = core.outputs.owner(output);
    if (layer !== null && (owner === null || layer < owner)) owner = layer;
  }
  return {
    presence: core.devices.presence(index) === 'ONLINE' ? 'ONLINE' : 'OFFLINE',
    safety: core.devices.safety(index) ?? { kind: 'BLOCKED', reason_code: 'UNSEEN', latched: false },
    state: core.devices.state(index) ?? {},
    ...(owner === null ? {} : { owner: at(LAYERS, owner) }),
  };
}

function projectController(core: Core, index: number): unknown {
  const { presence, firmwareVersion, bootCount, contractHash } = core.devices.controller(index);
  return {
    presence: presence === 'ONLINE' ? 'ONLINE' : 'OFFLINE',
    ...(firmwareVersion === null ? {} : { firmwareVersion }),
    ...(bootCount === null ? {} : { bootCount }),
    ...(contractHash === null ? {} : { contractHash }),
  };
}

function projectCommand(core: Core, id: string): unknown {
  const record = core.commands.records.get(id);
  if (record === undefined) return null;
  return {
    device: at(core.room.devices, record.device).id,
    parameters: record.parameters,
    layer: at(LAYERS, record.layer),
    status: record.status,
    ...(record.reason === null ? {} : { reason: record.reason }),
    issuedMs: ms(record.issuedAtUs),
    ...(record.endedAtUs === null ? {} : { endedMs: ms(record.endedAtUs) }),
    attempts: record.attempts,
    ...(record.node < 0 ? {} : { node: at(core.room.nodes, record.node).id }),
  };
}

function projectFault(core: Core, number: number): unknown {
  for (const fault of core.faults.open.values()) {
    if (fault.number !== number) continue;
    return { kind: fault.kind, severity: fault.severity, message: fault.message, atMs: ms(fault.atUs) };
  }
  return null;
}
