export type { Driver, DriverName, DriverParam, PinRole, PinSignal, PropertyType } from './drivers.ts';
export { BAND_COLORS, COMMON_OPERATIONS, DRIVERS, EFFECTS } from './drivers.ts';
export { DEFAULTS, LIMITS } from './limits.ts';
export type { Scalar } from './room/condition.ts';
export { Condition } from './room/condition.ts';
export {
  ControllerDefinition,
  DeviceDefinition,
  OperationDefinition,
  ParameterDefinition,
  UnitDefinition,
} from './room/controller.ts';
export { GraphDefinition, GraphNode } from './room/graph.ts';
export { ObjectivesDefinition } from './room/objectives.ts';
export { PhysicsDefinition, PlantDefinition } from './room/physics.ts';
export { Observation, PlayerDefinition, PropAction } from './room/player.ts';
export type { Room } from './room/room.ts';
export { RoomManifest } from './room/room.ts';
export { RulesDefinition } from './room/rules.ts';
export type {
  AckStatus,
  Action,
  BootReason,
  FaultSeverity,
  Layer,
  PauseReason,
  Presence,
  ReasonCode,
  SafetyClass,
  SafetyKind,
} from './vocabulary.ts';
export {
  ACK_STATUSES,
  ACTIONS,
  BOOT_REASONS,
  FAULT_SEVERITIES,
  LAYERS,
  PAUSE_REASONS,
  PRESENCES,
  REASON_CODES,
  SAFETY_CLASSES,
  SAFETY_KINDS,
  SCHEMA_VERSION,
} from './vocabulary.ts';
