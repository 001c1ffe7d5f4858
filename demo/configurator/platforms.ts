import type { Snippet } from '@otklik/widgets/snippet.js';

export const platformNames = ['html', 'wordpress', 'bitrix', 'react', 'vue', 'angular'] as const;
export type PlatformName = (typeof platformNames)[number];

/** Without what an indented nowdoc, a template or a JSX child would take for its own. */
const braces = (html: string): string => html.replaceAll('{', '&#123;').replaceAll('}', '&#125;');
/** Angular would take two of them for its own even so; a tag around the code, of which nothing is left on the page, forbids it. */
const unbound = (html: string): string =>
  html.includes('{{') ? `<ng-container ngNonBindable>\n${html}\n</ng-container>` : html;
const indented = (text: string, by: number): string => text.replace(/^(?=.)/gm, ' '.repeat(by));
/** PHP's nowdoc, which takes text as it is; a line that begins as its end does would end it. */
const nowdoc = (text: string): string => `<<<'OTKLIK'\n${text}\nOTKLIK`;

/** The same snippet as each kind of site takes it, in parts in the order in which they are told to be pasted. */
export const platforms: Record<PlatformName, (snippet: Snippet) => string[]> = {
  html: ({ head, body }) => [head, body],
  // Its editor leaves scripts and unknown tags to administrators and editors; what others write it cuts down to the link.
  wordpress: ({ head, body }) => [
    `${head}\n${body}`,
    `add_action('wp_head', function () {
    echo ${nowdoc(head)};
}, 1);
add_shortcode('otklik', function () {
    return ${nowdoc(body)};
});`,
  ],
  bitrix: ({ head, body }) => [
    `<?php
\\Bitrix\\Main\\Page\\Asset::getInstance()->addString(${nowdoc(head)}, true);
?>`,
    body,
  ],
  react: ({ head, body }) => [
    head,
    `export function Otklik() {
  return (
${indented(braces(body), 4)}
  );
}`,
  ],
  vue: ({ head, body }) => [
    head,
    `import { defineConfig } from 'vite';
import vue from '@vitejs/plugin-vue';

export default defineConfig({
  plugins: [
    vue({
      template: {
        compilerOptions: { isCustomElement: (tag) => tag.startsWith('otklik-') },
      },
    }),
  ],
});`,
    `<template>
${indented(braces(body), 2)}
</template>`,
  ],
  angular: ({ head, body }) => [
    head,
    `import { Component, CUSTOM_ELEMENTS_SCHEMA } from '@angular/core';

@Component({
  selector: 'app-otklik',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: \`
${indented(braces(unbound(body)).replaceAll('@', '&#64;').replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('$', '\\$'), 4)}
  \`,
})
export class OtklikComponent {}`,
  ],
};
