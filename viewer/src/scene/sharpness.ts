/** Coarse while something moves, sharp when all is still: for machines that draw slowly. */
import { type Camera, Matrix4 } from 'three';

/** Pixels of the picture to a pixel of the page while something moves. */
const COARSE = 0.5;
/** How long all must be still before the picture is drawn sharp, in ms. */
const SETTLE_MS = 250;

export class Sharpness {
  private readonly lastView = new Matrix4();
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** Whether a sharper picture is still to come. */
  coarse = false;

  /** Whether the camera has moved since it was last asked. */
  turned(camera: Camera): boolean {
    // What the renderer will draw with, not what it drew the last frame with: else one turn is seen in two frames.
    camera.updateMatrixWorld();
    if (this.lastView.equals(camera.matrixWorld)) return false;
    this.lastView.copy(camera.matrixWorld);
    return true;
  }

  /** Takes the state of a frame; `setDpr` draws the room anew by itself. */
  set(moving: boolean, setDpr: (dpr: number) => void, fullDpr: number): void {
    if (!moving) return;
    clearTimeout(this.timer);
    if (!this.coarse) {
      this.coarse = true;
      setDpr(COARSE);
    }
    this.timer = setTimeout(() => {
      this.coarse = false;
      setDpr(fullDpr);
    }, SETTLE_MS);
  }
}

/** Name of what draws the pictures of this context. */
export function rendererName(context: WebGLRenderingContext | WebGL2RenderingContext): string {
  const names = context.getExtension('WEBGL_debug_renderer_info');
  return String(context.getParameter(names?.UNMASKED_RENDERER_WEBGL ?? context.RENDERER));
}

/** The same of a context that is made now, before the room's own, whose edges are smooth or not from the start. */
export function nameOfNextRenderer(): string {
  const context = document.createElement('canvas').getContext('webgl2');
  if (context === null) return '';
  const name = rendererName(context);
  context.getExtension('WEBGL_lose_context')?.loseContext();
  return name;
}
