export type { ModelName } from './catalog/catalog.ts';
export { CIRCUIT_MODELS, findModel, MODELS } from './catalog/catalog.ts';
export type { ModelAction, ModelPin, ModelTruth, PlantModel } from './catalog/model.ts';
export type { EgressLoads } from './circuits/egress-button.ts';
export { EgressButton } from './circuits/egress-button.ts';
export type { EstopLoads } from './circuits/estop-chain.ts';
export { EstopButton, EstopChain } from './circuits/estop-chain.ts';
export {
  BouncingInput,
  ChatteringInput,
  InputFault,
  NoisyInput,
  StuckInput,
} from './faults/input-fault.ts';
export { BrokenOutput, OutputFault, WatchedOutput, WeldedOutput } from './faults/output-fault.ts';
export type { HostListener, HostOptions } from './host/controller-host.ts';
export { ControllerHost } from './host/controller-host.ts';
export type { HostTap } from './host/host-tap.ts';
export type { Pattern } from './host/pattern.ts';
export { PinBank, UNDRIVEN } from './host/pins.ts';
export type { RampProfile } from './host/ramp.ts';
export { createPlant } from './plants/create-plant.ts';
export type { ActResult, PlantSetting, Truth, Wiring } from './plants/plant.ts';
export { Plant } from './plants/plant.ts';
export type { FirmwareModule } from './platform.ts';
export { compileFirmware } from './platform.ts';
export { Schedule } from './queue/schedule.ts';
export { hashText, mix, scale, Xoshiro } from './random.ts';
