// Hydration must be there before the first element is defined.
import '@lit-labs/ssr-client/lit-element-hydrate-support.js';
import './hosted.take-over.ts';
import './otklik.ts';
