/** The scene of Clockwork: one function that builds it. */
export { buildScene } from './src/build-scene.ts';
