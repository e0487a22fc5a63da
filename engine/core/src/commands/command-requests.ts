/** What is asked of the pipeline, put together from a node, or from an operation that a person or the engine itself wants. */
import type { Intent, LayerIndex } from '../arbitration/outputs.ts';
import { type CompiledDevice, type CompiledDispatch, type CompiledOperation, NONE } from '../compile/compiled-room.ts';
import type { CommandRequest } from './command-record.ts';

export function nodeRequest(
  node: number,
  dispatch: CompiledDispatch,
  layer: LayerIndex,
  correlation: string,
): CommandRequest {
  return {
    device: dispatch.device,
    output: dispatch.operation.output,
    operation: dispatch.operation.name,
    parameters: dispatch.parameters,
    action: dispatch.action,
    safetyClass: dispatch.safetyClass,
    layer,
    node,
    correlation,
    completionUs: dispatch.completionUs,
    virtualUs: dispatch.operation.virtualUs,
  };
}

/** A request that no node waits for. */
export function operationRequest(
  device: CompiledDevice,
  operation: CompiledOperation,
  asked: Pick<CommandRequest, 'parameters' | 'action' | 'layer' | 'correlation'>,
): CommandRequest {
  return {
    ...asked,
    device: device.index,
    output: operation.output,
    operation: operation.name,
    safetyClass: device.safetyClass,
    node: NONE,
    completionUs: operation.completionUs,
    virtualUs: operation.virtualUs,
  };
}

/** The request as what a layer wants; `command`: the one that carries it out, null while none was sent. */
export function intentOf(request: CommandRequest, command: string | null): Intent {
  const { device, operation, parameters, node, correlation } = request;
  return { device, operation, parameters, node, correlation, command };
}
