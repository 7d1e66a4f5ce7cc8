import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import type { DeclarationReflection, ProjectReflection, ReflectionKind } from "typedoc" with {
  "resolution-mode": "import",
};
import type { PluginOptions } from "typedoc-plugin-markdown" with { "resolution-mode": "import" };

/** Name of the page, and of the file that typedoc writes. */
const title = "Components";

const markdown: PluginOptions = {
  entryFileName: title,
  outputFileStrategy: "modules",
  hidePageHeader: true,
  hideBreadcrumbs: true,
  hideGroupHeadings: true,
  expandObjects: true,
  classPropertiesFormat: "table",
  interfacePropertiesFormat: "table",
  enumMembersFormat: "table",
  tableColumnSettings: { hideModifiers: true, hideInherited: true, hideOverrides: true, hideSources: true },
};

/**
 * The reference of the components as Markdown: every class of the barrel `components/index.ts` with its arguments, then
 * the types that arguments have. All of it is what the docstrings say.
 *
 * @param root The repository.
 */
export async function componentReference(root: string): Promise<string> {
  const { Application, Converter, ReflectionGroup, ReflectionKind: Kind } = await import("typedoc");
  const out = mkdtempSync(path.join(tmpdir(), "component-reference-"));
  try {
    const app = await Application.bootstrapWithPlugins({
      entryPoints: [path.join(root, "components", "index.ts")],
      tsconfig: path.join(root, "components", "tsconfig.json"),
      plugin: ["typedoc-plugin-markdown"],
      outputs: [{ name: "markdown", path: out }],
      name: title,
      readme: "none",
      sort: ["source-order"],
      // Of another machine, or of another day.
      disableSources: true,
      excludeExternals: true,
      // `npm run types` checks. No docstring stands on a type of the providers, and those take seconds to read.
      skipErrorChecking: true,
      compilerOptions: { paths: { "@pulumi/azure-native/*": ["./nothing"], "@pulumi/azuread": ["./nothing"] } },
      treatWarningsAsErrors: true,
      logLevel: "Warn",
      ...markdown,
    });
    const last = -Infinity;
    const shape = ({ project }: { project: ProjectReflection }) => {
      const classes = project.getReflectionsByKind(Kind.Class) as DeclarationReflection[];
      classes.forEach((one) => reduceToComponent(project, one, Kind.Constructor));
      project.groups = inPairs(project, classes).map((children) =>
        Object.assign(new ReflectionGroup(title, project), { children }),
      );
    };
    app.converter.on(Converter.EVENT_RESOLVE_END, shape, last);
    const project = await app.convert();
    if (project === undefined) {
      throw new Error("typedoc could not read components/index.ts; it has printed why");
    }
    await app.generateOutputs(project);
    if (app.logger.hasErrors() || app.logger.hasWarnings()) {
      throw new Error("typedoc finds fault with a docstring of components/; it has printed which");
    }
    const page = readFileSync(path.join(out, `${title}.md`), "utf8");
    return `<!-- Generated from the docstrings of components/ by tools/docs/componentReference.ts. Change those, not this file. -->\n\n${withoutUnusedAnchors(page)}`;
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

/** Takes away what all components have in common: the constructor's three parameters, and their base class. */
function reduceToComponent(
  project: ProjectReflection,
  component: DeclarationReflection,
  constructorKind: ReflectionKind,
): void {
  component.children
    ?.filter(({ kind }) => kind === constructorKind)
    .forEach((constructor) => project.removeReflection(constructor));
  component.groups = component.groups?.filter(({ children }) => children.some(({ kind }) => kind !== constructorKind));
  component.typeHierarchy = undefined;
}

/** Every class followed by its arguments, in the barrel's order; last the types that are left. */
function inPairs(project: ProjectReflection, classes: readonly DeclarationReflection[]): DeclarationReflection[][] {
  const all = project.children ?? [];
  const pairs = classes.map((one) => [one, ...all.filter(({ name }) => name === `${one.name}Args`)]);
  return [...pairs, all.filter((one) => !pairs.flat().includes(one))];
}

/** Every row of a table has an anchor. */
function withoutUnusedAnchors(page: string): string {
  return page.replace(/<a id="([^"]+)"><\/a> /g, (anchor, id: string) => (page.includes(`](#${id})`) ? anchor : ""));
}
