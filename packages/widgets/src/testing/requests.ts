/** Addresses outside this page's origin that were asked for so far, allowed or not; those that the policy stopped fail the test besides. */
export async function foreignRequests(): Promise<string[]> {
  await new Promise((done) => setTimeout(done, 20));
  return performance
    .getEntriesByType('resource')
    .map(({ name }) => name)
    .filter(
      (name) =>
        !name.startsWith(`${location.origin}/`) &&
        /^(?:https?|wss?):/.test(name) &&
        new URL(name).host !== location.host,
    );
}
