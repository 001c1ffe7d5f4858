/** What is in the way. `hint`: perhaps; alone it keeps nothing from being well. */
export interface Finding {
  code: string;
  params?: Readonly<Record<string, string | number>>;
  hint?: boolean;
}
