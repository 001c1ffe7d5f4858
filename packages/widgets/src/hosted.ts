// The first script of a hosted page. What takes the widget over is large, and the page works without it: so it
// runs once the page is painted. The page names it, so that it is fetched meanwhile.
const { href = '' } = document.querySelector<HTMLLinkElement>('link[rel=modulepreload]') ?? {};
requestAnimationFrame(() => setTimeout(() => void import(/* @vite-ignore */ href)));
