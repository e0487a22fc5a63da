export type { ModelName } from './catalog/catalog.ts';
export { CIRCUIT_MODELS, findModel, MODELS } from './catalog/catalog.ts';
export type { ModelAction, ModelPin, ModelTruth, PlantModel } from './catalog/model.ts';
export type { Pattern } from './host/pattern.ts';
export type { ActResult, Plant, PlantSetting, Truth, Wiring } from './plants/plant.ts';
export type { FirmwareModule } from './platform.ts';
