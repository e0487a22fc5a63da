/** One node of the graph: it watches its own entry of the live view, so that the others stay as they are. */
import { Handle, type NodeProps, Position } from '@xyflow/react';
import type { ReactElement } from 'react';
import { useLive } from '../live/store.ts';
import { useGraphLook } from './graph-store.ts';

export type GraphNodeData = { readonly kind: string; readonly title: string; readonly onward: readonly string[] };
export type ChapterHeadingData = { readonly title: string };

const KINDS: Readonly<Record<string, string>> = {
  NOOP: 'step',
  DELAY: 'wait',
  DISPATCH: 'command',
  CUE: 'cue',
  WAIT_STATE_EQUALS: 'until',
  WAIT_CONDITION: 'until',
  BRANCH: 'branch',
  JOIN: 'join',
  CHECKPOINT: 'checkpoint',
  GROUP: 'group',
  END: 'end',
};

export function GraphNode({ id, data }: NodeProps): ReactElement {
  const { kind, title, onward } = data as GraphNodeData;
  const view = useLive((state) => state.view.node[id]);
  const found = useGraphLook((state) => state.sought?.id === id);
  const leads = onward.length === 0 ? '' : `\nLeads on to: ${onward.join(', ')}`;
  return (
    <div
      className={`game-node ${view?.state ?? 'waiting'} kind-${kind.toLowerCase()}${found ? ' found' : ''}`}
      title={`${view?.reason ?? title}${leads}`}
    >
      <Handle type="target" position={Position.Left} isConnectable={false} />
      <span className="game-node-kind">
        {KINDS[kind] ?? kind.toLowerCase()}
        {view === undefined ? '' : ` · ${view.state}`}
        {onward.length === 0 ? null : <span className="game-node-onward"> → {onward.join(', ')}</span>}
      </span>
      <span className="game-node-title">{title}</span>
      <Handle type="source" position={Position.Right} isConnectable={false} />
    </div>
  );
}

/** The title of a chapter over its nodes. */
export function ChapterHeading({ data }: NodeProps): ReactElement {
  return <p className="chapter-heading">{(data as ChapterHeadingData).title}</p>;
}
