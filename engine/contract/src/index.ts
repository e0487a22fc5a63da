export { canonicalJson } from './canonical.ts';
export { CONTRACT_HASH } from './contract-hash.ts';
export { crc32 } from './crc32.ts';
export type { Driver, DriverParam, PinRole, PinSignal, PropertyType } from './driver.ts';
export type { DriverName } from './drivers.ts';
export { BAND_COLORS, COMMON_OPERATIONS, DRIVERS, EFFECTS } from './drivers.ts';
export type { ContractErrorCode } from './errors.ts';
export { ContractError } from './errors.ts';
export { fromHex, toHex } from './hex.ts';
export { DEFAULTS, LIMIT_REASONS, LIMITS } from './limits.ts';
export { AudioAck, AudioFault, OscArgument, OscCue } from './messages/audio.ts';
export { Ack, Command, CommandAuth } from './messages/command.ts';
export { SafetyState } from './messages/common.ts';
export {
  CoreDeviceFault,
  CoreDeviceStatus,
  CoreFault,
  CoreFaults,
  CoreHeartbeat,
  CoreStatus,
} from './messages/core.ts';
export { Heartbeat, Hello, PresenceMessage, State, Telemetry } from './messages/device.ts';
export { EXAMPLES } from './messages/examples.ts';
export { Control, Dispatch } from './messages/operator.ts';
export { REASON_MEANINGS } from './reasons.ts';
export { CalibrationDefinition, calibrated } from './room/calibration.ts';
export type { RoomProblem, RoomProblemCode } from './room/check/catalogue.ts';
export { expectedName, ROOM_PROBLEMS, roomProblem } from './room/check/catalogue.ts';
export { checkRoom } from './room/check/check.ts';
export type { KnownModel, KnownModels } from './room/check/room-index.ts';
export { deviceId, publishedProperties, ROOM_FILES } from './room/check/room-index.ts';
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
export { type OperationTargets, operationTargets, type UnitAddress, unitsOf } from './room/operation-targets.ts';
export { PhysicsDefinition, PlantDefinition } from './room/physics.ts';
export { Observation, PlayerDefinition, PropAction } from './room/player.ts';
export type { DeviceFacts, NotReady } from './room/readiness.ts';
export { notReady } from './room/readiness.ts';
export { Expectation, ReadyDefinition } from './room/ready.ts';
export type { Room } from './room/room.ts';
export { RoomManifest } from './room/room.ts';
export { RulesDefinition } from './room/rules.ts';
export { type DeviceUse, usedDevices } from './room/usage.ts';
export type { Hmac, Sha256 } from './sha256.ts';
export { createHmac, createSha256 } from './sha256.ts';
export type { SignedFields, Signer, UnsignedCommand } from './signing.ts';
export {
  canonicalCommand,
  createSigner,
  encodeCommand,
  equalInConstantTime,
  SIGNATURE_ALGORITHM,
  verifyCommand,
} from './signing.ts';
export type { TableRoom } from './table/compile.ts';
export { compileTable } from './table/compile.ts';
export type { TableErrorCode } from './table/error.ts';
export { TableError } from './table/error.ts';
export { NO_PIN, PARAMETER_TYPES, TABLE_LIMITS, TABLE_MAGIC } from './table/limits.ts';
export { tableHashes } from './table/table-hash.ts';
export type { ControllerTopicKind, DeviceTopicKind, RoomTopicKind, TopicDefinition, TopicKind } from './topic-table.ts';
export { TOPICS } from './topic-table.ts';
export type { ParsedTopic } from './topics.ts';
export { audioTopic, controllerTopic, coreDeviceTopic, coreTopic, deviceTopic, parseTopic } from './topics.ts';
export { decodeUtf8, encodeUtf8, utf8Length, writeUtf8 } from './utf8.ts';
export type { CommandContext, CommandVerdict } from './validate/check-command.ts';
export { checkCommand } from './validate/check-command.ts';
export type { SchemaProblem } from './validate/explain.ts';
export { explainSchema } from './validate/explain.ts';
export type { JsonNode, JsonResult } from './validate/json-reader.ts';
export { plainValue, readJson } from './validate/json-reader.ts';
export type { OperationParameters, Operations, ParameterFault } from './validate/parameters.ts';
export { checkParameters, deviceOperations } from './validate/parameters.ts';
export type { MessageCheck, MessageParser, MessageRefusal, MessageResult } from './validate/parse-message.ts';
export {
  parseAck,
  parseAudioAck,
  parseAudioFault,
  parseCommand,
  parseControl,
  parseCoreDeviceFault,
  parseCoreDeviceStatus,
  parseCoreFault,
  parseCoreFaults,
  parseCoreHeartbeat,
  parseCoreStatus,
  parseDispatch,
  parseHeartbeat,
  parseHello,
  parseOscCue,
  parsePresence,
  parseState,
  parseTelemetry,
} from './validate/parse-message.ts';
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
  SupervisorCause,
} from './vocabulary.ts';
export {
  ACK_STATUSES,
  ACTIONS,
  BOOT_REASONS,
  CONTROL_ACTIONS,
  FAULT_SEVERITIES,
  LAYERS,
  NODE_CONTROL_ACTIONS,
  PAUSE_REASONS,
  PRESENCES,
  REASON_CODES,
  SAFETY_CLASSES,
  SAFETY_KINDS,
  SCHEMA_VERSION,
  SUPERVISOR_CAUSES,
} from './vocabulary.ts';
