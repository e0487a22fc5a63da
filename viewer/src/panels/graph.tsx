/** The game graph: laid out once, lit as the game goes. Paused paths can be resumed or skipped here. */
import '@xyflow/react/dist/base.css';
import {
  Background,
  Controls,
  type Edge as FlowEdge,
  type Node as FlowNode,
  getViewportForBounds,
  MarkerType,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  useStore,
} from '@xyflow/react';
import { type ReactElement, useEffect, useMemo, useState } from 'react';
import { operate } from '../app/actions.ts';
import { recall, remember } from '../app/memory.ts';
import { prefersStillness } from '../app/stillness.ts';
import { useLive } from '../live/store.ts';
import { boundsOf, type GraphLayout, layoutGraph, NODE_HEIGHT, NODE_WIDTH, nodeTitle } from './graph-layout.ts';
import { GraphNode, type GraphNodeData } from './graph-node.tsx';

const NODE_TYPES = { game: GraphNode };
/** Zoom while following: never so far out that titles cannot be read. */
const LEAST_ZOOM = 0.65;
const MOST_ZOOM = 0.95;

export function Graph(): ReactElement {
  const graph = useLive((state) => state.room?.graph);
  const placed = useMemo(() => (graph === undefined ? undefined : layoutGraph(graph)), [graph]);
  const [follow, setFollow] = useState(() => recall('follow', 'yes') === 'yes');
  if (placed === undefined) return <p className="empty">The graph comes with the room.</p>;
  return (
    <div className="graph">
      <div className="graph-bar">
        <Now />
        <label className="check">
          <input
            type="checkbox"
            checked={follow}
            onChange={(event) => {
              remember('follow', event.target.checked ? 'yes' : 'no');
              setFollow(event.target.checked);
            }}
          />
          <span>Follow</span>
        </label>
      </div>
      <div className="graph-canvas">
        <ReactFlowProvider>
          <Drawing placed={placed} follow={follow} />
        </ReactFlowProvider>
      </div>
    </div>
  );
}

/** The nodes at which the game is now, in words, with buttons for paths that are paused. */
function Now(): ReactElement {
  const views = useLive((state) => state.view.node);
  const graph = useLive((state) => state.room?.graph);
  const at = Object.entries(views).filter(([, view]) => view.state === 'active' || view.state === 'paused');
  const title = (id: string): string => {
    const node = graph?.nodes[id];
    return node === undefined ? id : nodeTitle(id, node);
  };
  if (at.length === 0) return <p className="now row-note">No path is active.</p>;
  return (
    <ul className="now" aria-label="Active nodes" aria-live="polite">
      {at.map(([id, view]) => (
        <li key={id} className={`now-${view.state}`}>
          <span>{title(id)}</span>
          {view.state === 'paused' ? (
            <>
              <span className="bad"> paused{view.reason === undefined ? '' : `: ${view.reason}`}</span>
              <button
                type="button"
                aria-label={`Resume ${title(id)}`}
                onClick={() => void operate({ action: 'RESUME_NODE', node: id })}
              >
                Resume
              </button>
              <button
                type="button"
                aria-label={`Skip ${title(id)}`}
                onClick={() => void operate({ action: 'SKIP_NODE', node: id })}
              >
                Skip
              </button>
            </>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function Drawing({ placed, follow }: { readonly placed: GraphLayout; readonly follow: boolean }): ReactElement {
  const views = useLive((state) => state.view.node);
  const nodes = useMemo(
    () =>
      placed.nodes.map(
        ({ id, kind, title, x, y }): FlowNode<GraphNodeData> => ({
          id,
          type: 'game',
          position: { x, y },
          data: { kind, title },
          width: NODE_WIDTH,
          height: NODE_HEIGHT,
          ariaLabel: `${title}, ${kind.toLowerCase().replaceAll('_', ' ')}`,
        }),
      ),
    [placed],
  );
  const walked = placed.edges
    .map(({ from }) => (views[from]?.state === 'done' || views[from]?.state === 'skipped' ? '1' : '0'))
    .join('');
  const edges = useMemo(
    () =>
      placed.edges.map(
        ({ id, from, to }, index): FlowEdge => ({
          id,
          source: from,
          target: to,
          className: walked[index] === '1' ? 'walked' : '',
          markerEnd: { type: MarkerType.ArrowClosed, width: 14, height: 14, color: 'var(--edge)' },
        }),
      ),
    [placed, walked],
  );
  useFollow(placed, follow);
  return (
    <ReactFlow
      nodes={nodes}
      edges={edges}
      nodeTypes={NODE_TYPES}
      minZoom={0.15}
      maxZoom={1.6}
      nodesDraggable={false}
      nodesConnectable={false}
      edgesFocusable={false}
      zoomOnScroll
      proOptions={{ hideAttribution: true }}
    >
      <Background gap={22} size={1} color="var(--grid)" />
      <Controls showInteractive={false} />
    </ReactFlow>
  );
}

/** Keeps the active nodes in view while the game moves on. */
function useFollow(placed: GraphLayout, follow: boolean): void {
  const flow = useReactFlow();
  const paneWidth = useStore((state) => state.width);
  const paneHeight = useStore((state) => state.height);
  const at = useLive((state) =>
    Object.entries(state.view.node)
      .filter(([, view]) => view.state === 'active' || view.state === 'paused')
      .map(([id]) => id)
      .sort()
      .join(' '),
  );
  useEffect(() => {
    if (paneWidth === 0 || paneHeight === 0 || (!follow && at !== '')) return;
    const bounds = boundsOf(placed, at === '' ? [] : at.split(' '));
    const viewport = getViewportForBounds(bounds, paneWidth, paneHeight, LEAST_ZOOM, MOST_ZOOM, 0.12);
    void flow.setViewport(viewport, { duration: prefersStillness() ? 0 : 350 });
  }, [at, follow, flow, placed, paneWidth, paneHeight]);
}
