// Answers that only a line can give: msw reads a whole answer before it hands it on, where a browser
// can't hand on streams (WebKit).

/** @type {Record<string, (answer: import('node:http').ServerResponse) => void>} */
const lines = {
  '/api/bad.json': (answer) => {
    answer.writeHead(200, { 'content-type': 'application/json' });
    answer.write('{"channels":[', () => answer.socket?.resetAndDestroy());
  },
  '/api/endless/bad': (answer) => {
    const chunk = `<!-- ${' '.repeat(100_000)}`;
    // More than anybody takes, and no end; WebKit reads on for a page that has long given up.
    let left = 200;
    const more = () => {
      while (left-- > 0 && answer.write(chunk));
    };
    answer.writeHead(200, { 'content-type': 'application/rss+xml' });
    answer.on('drain', more);
    more();
  },
};

/** @type {import('@web/dev-server-core').Middleware} */
export function badLines(context, next) {
  const answer = lines[context.path];
  if (!answer) return next();
  context.respond = false;
  answer(context.res);
  return undefined;
}
