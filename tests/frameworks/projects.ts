// A site of each framework, as its developers have it, with what the configurator gives them to paste.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type InlineConfig } from 'vite';

const modules = fileURLToPath(new URL('../../node_modules', import.meta.url));

export const frameworks = ['react', 'vue', 'angular'] as const;
export type Framework = (typeof frameworks)[number];

/** What was pasted, in the order of the configurator's parts, by the name of the page. */
export type Pasted = ReadonlyMap<string, readonly string[]>;

interface Project {
  /** Files of one page beside its index.html; `main` is what that starts. */
  page(parts: readonly string[]): Record<string, string>;
  main: string;
  /** Where the component comes to stand. */
  place: string;
  /** Files of the whole site. */
  site(parts: readonly string[]): Record<string, string>;
}

const projects: Readonly<Record<Framework, Project>> = {
  react: {
    main: 'main.jsx',
    place: '<div id="root"></div>',
    site: () => ({}),
    page: ([, component = '']) => ({
      'Otklik.jsx': component,
      'main.jsx': `import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Otklik } from './Otklik.jsx';
createRoot(document.getElementById('root')).render(<StrictMode><Otklik /></StrictMode>);`,
    }),
  },
  vue: {
    main: 'main.js',
    place: '<div id="app"></div>',
    site: ([, config = '']) => ({ 'vite.config.js': config }),
    page: ([, , component = '']) => ({
      'Otklik.vue': component,
      'main.js': `import { createApp } from 'vue';
import Otklik from './Otklik.vue';
createApp(Otklik).mount('#app');`,
    }),
  },
  angular: {
    main: 'main.ts',
    place: '<app-otklik></app-otklik>',
    site: () => ({ 'tsconfig.json': '{ "compilerOptions": { "experimentalDecorators": true, "target": "es2022" } }' }),
    // Compiled where it runs, as Angular can: its command-line tool brings hundreds of packages.
    page: ([, component = '']) => ({
      'otklik.component.ts': component,
      'main.ts': `import '@angular/compiler';
import { bootstrapApplication } from '@angular/platform-browser';
import { OtklikComponent } from './otklik.component';
bootstrapApplication(OtklikComponent).catch((error) => console.error(error));`,
    }),
  },
};

function write(folder: string, files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

/**
 * Builds a site with a page for each of what was pasted.
 * @returns its files by path, a page as `/name/index.html`
 * @throws where the framework doesn't take it, or warns of it
 */
export async function buildSite(framework: Framework, pasted: Pasted): Promise<ReadonlyMap<string, Uint8Array>> {
  const { page, main, place, site } = projects[framework];
  const root = mkdtempSync(join(tmpdir(), `otklik-${framework}-`));
  try {
    symlinkSync(modules, join(root, 'node_modules'));
    for (const [name, parts] of pasted) {
      const html = `<!doctype html>
<html lang="ru"><head><meta charset="utf-8"><title>Сайт</title><link rel="icon" href="data:,">
${parts[0]}
</head><body>${place}<script type="module" src="./${main}"></script></body></html>`;
      write(root, site(parts));
      write(join(root, name), { 'index.html': html, ...page(parts) });
    }
    const warned: string[] = [];
    const config: InlineConfig = {
      root,
      // As its developers see it: in production none of them warns of anything.
      mode: 'development',
      logLevel: 'silent',
      build: {
        chunkSizeWarningLimit: 10_000,
        rolldownOptions: {
          input: [...pasted.keys()].map((name) => join(root, name, 'index.html')),
          onLog: (level, { message }) => {
            if (level === 'warn') warned.push(message);
          },
          checks: { pluginTimings: false },
        },
      },
    };
    process.env['NODE_ENV'] = 'development';
    await build(config);
    if (warned.length) throw new Error(warned.join('\n'));
    const dist = join(root, 'dist');
    const files = readdirSync(dist, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    return new Map(
      files.map((one) => {
        const path = join(one.parentPath, one.name);
        return [path.slice(dist.length), readFileSync(path)];
      }),
    );
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
