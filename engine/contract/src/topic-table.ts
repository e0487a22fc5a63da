/** The table of every topic of the contract. */
import type { TSchema } from 'typebox';
import { AudioAck, AudioFault, OscCue } from './messages/audio.ts';
import { Ack, Command } from './messages/command.ts';
import {
  CoreDeviceFault,
  CoreDeviceStatus,
  CoreFault,
  CoreFaults,
  CoreHeartbeat,
  CoreStatus,
} from './messages/core.ts';
import { Heartbeat, Hello, PresenceMessage, State, Telemetry } from './messages/device.ts';
import { Control, Dispatch } from './messages/operator.ts';

export type DeviceTopicKind =
  | 'device/cmd'
  | 'device/ack'
  | 'device/state'
  | 'device/telemetry'
  | 'device/heartbeat'
  | 'device/presence'
  | 'core/device/status'
  | 'core/device/fault';
export type ControllerTopicKind = 'controller/hello' | 'controller/heartbeat' | 'controller/presence';
export type RoomTopicKind =
  | 'core/heartbeat'
  | 'core/status'
  | 'core/fault'
  | 'core/faults'
  | 'core/dispatch'
  | 'core/control'
  | 'audio/cue'
  | 'audio/ack'
  | 'audio/fault';
export type TopicKind = DeviceTopicKind | ControllerTopicKind | RoomTopicKind;

export interface TopicDefinition {
  /** The topic with `{room}`, `{device}` and `{controller}` in place of ids. */
  readonly address: string;
  readonly qos: 0 | 1;
  readonly retain: boolean;
  /** Who publishes it. */
  readonly from: 'engine' | 'controller' | 'operator' | 'bridge';
  /** The last will of the publisher's connection goes here. */
  readonly will: boolean;
  /** Name of the payload in the documents. */
  readonly message: string;
  readonly payload: TSchema;
  readonly doc: string;
}

const topic = (
  address: string,
  from: TopicDefinition['from'],
  qosRetain: '0' | '1' | '1R' | '1RW',
  message: string,
  payload: TSchema,
  doc: string,
): TopicDefinition => ({
  address,
  qos: qosRetain === '0' ? 0 : 1,
  retain: qosRetain.startsWith('1R'),
  from,
  will: qosRetain === '1RW',
  message,
  payload,
  doc,
});

const device = (leaf: string): string => `room/{room}/device/{device}/${leaf}`;
const controller = (leaf: string): string => `room/{room}/controller/{controller}/${leaf}`;
const core = (leaf: string): string => `room/{room}/core/${leaf}`;
const audio = (leaf: string): string => `room/{room}/audio/${leaf}`;

/** All topics. */
export const TOPICS: Readonly<Record<TopicKind, TopicDefinition>> = {
  'device/cmd': topic(
    device('cmd'),
    'engine',
    '1',
    'Command',
    Command,
    'An order. A retained one is a breach and refused.',
  ),
  'device/ack': topic(device('ack'), 'controller', '1', 'Ack', Ack, 'The answers to an order.'),
  'device/state': topic(device('state'), 'controller', '1R', 'State', State, 'The typed properties of the device.'),
  'device/telemetry': topic(
    device('telemetry'),
    'controller',
    '0',
    'Telemetry',
    Telemetry,
    'Readings that may be lost.',
  ),
  'device/heartbeat': topic(
    device('heartbeat'),
    'controller',
    '0',
    'Heartbeat',
    Heartbeat,
    'Device profile: sign of life of one device.',
  ),
  'device/presence': topic(
    device('presence'),
    'controller',
    '1RW',
    'Presence',
    PresenceMessage,
    'Device profile: one connection a device.',
  ),
  'controller/hello': topic(
    controller('hello'),
    'controller',
    '1R',
    'Hello',
    Hello,
    'Identity, hashes, boot count and reason, hosted devices.',
  ),
  'controller/heartbeat': topic(
    controller('heartbeat'),
    'controller',
    '0',
    'Heartbeat',
    Heartbeat,
    'Controller profile: one for all hosted devices.',
  ),
  'controller/presence': topic(
    controller('presence'),
    'controller',
    '1RW',
    'Presence',
    PresenceMessage,
    "Controller profile: the engine derives each hosted device's presence.",
  ),
  'core/heartbeat': topic(core('heartbeat'), 'engine', '0', 'CoreHeartbeat', CoreHeartbeat, 'Every 5 s.'),
  'core/status': topic(core('status'), 'engine', '1R', 'CoreStatus', CoreStatus, 'Every second and on change.'),
  'core/fault': topic(core('fault'), 'engine', '1', 'CoreFault', CoreFault, 'A stream: each fault as it happens.'),
  'core/faults': topic(core('faults'), 'engine', '1R', 'CoreFaults', CoreFaults, 'The list of open faults.'),
  'core/device/status': topic(
    core('device/{device}/status'),
    'engine',
    '1R',
    'CoreDeviceStatus',
    CoreDeviceStatus,
    'How the engine sees the device.',
  ),
  'core/device/fault': topic(
    core('device/{device}/fault'),
    'engine',
    '1R',
    'CoreDeviceFault',
    CoreDeviceFault,
    "The device's last fault.",
  ),
  'core/dispatch': topic(
    core('dispatch'),
    'operator',
    '1',
    'Dispatch',
    Dispatch,
    'Asks the engine to command a device.',
  ),
  'core/control': topic(
    core('control'),
    'operator',
    '1',
    'Control',
    Control,
    'Asks something of the engine itself; needs the core control token.',
  ),
  'audio/cue': topic(audio('cue'), 'engine', '1R', 'OscCue', OscCue, 'The cue for the OSC bridge.'),
  'audio/ack': topic(audio('ack'), 'bridge', '1R', 'AudioAck', AudioAck, "The bridge's answer."),
  'audio/fault': topic(audio('fault'), 'bridge', '1R', 'AudioFault', AudioFault, "The bridge's own fault."),
};
