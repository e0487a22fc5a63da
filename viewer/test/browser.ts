/** Starts the system's chromium the way the project's browser tests need it. */
import { type Browser, chromium } from 'playwright-core';

const FLAGS = [
  '--no-sandbox',
  // Without a graphics processor the panels are composed without pretending one; WebGL alone goes through SwiftShader.
  '--disable-gpu-compositing',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
];

export function openBrowser(): Promise<Browser> {
  const executablePath = process.env.UNDERSTUDY_CHROMIUM ?? '/usr/bin/chromium';
  return chromium.launch({ executablePath, headless: true, args: FLAGS });
}
