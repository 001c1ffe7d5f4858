import { isServer } from 'lit-html/is-server.js';
import { OtklikChannels, type ChannelsInitial } from './channels.ts';

OtklikChannels.preset = (element: OtklikChannels, { list, now }: ChannelsInitial) => {
  element.loaded.preset(list);
  element.now = () => new Date(now);
  if (!isServer) void element.updateComplete.then(() => takeOver(element));
};

/** What is open by now may be something else than when the server rendered; what was chosen before this ran stays. */
function takeOver(element: OtklikChannels): void {
  element.now = undefined;
  element.requestUpdate();
  if (element.renderRoot.querySelector('input:checked')) element.later((late) => late.choose());
}
