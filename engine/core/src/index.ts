export { createEngine, restoreEngine } from './engine.ts';
export type { EngineErrorCode } from './errors.ts';
export { EngineError } from './errors.ts';
export type { CreateEngine, Effect, Engine, EngineOptions, Input, OperatorRequest, RestoreEngine } from './types.ts';
