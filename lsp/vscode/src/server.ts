/** The language server: found, started, restarted, and missed aloud when it is not there. */

import {
  ConfigurationTarget,
  type Disposable,
  EventEmitter,
  type LogOutputChannel,
  commands,
  window,
  workspace,
} from "vscode";
import { LanguageClient, type LanguageClientOptions, State } from "vscode-languageclient/node";

import { completionMiddleware } from "./completion.js";
import { selectedPython } from "./interpreter.js";
import { LANGUAGES, isServiceName } from "./names.js";
import { type Search, findProgram } from "./program.js";

/** How the server is. */
export type Health = "starting" | "running" | "stopped" | "missing";

const CHOOSE = "Choose the Program…";
const SETTINGS = "Open the Settings";
const OUTPUT = "Show the Output";

/** One server for the window; `onDidChangeHealth` tells how it is. */
export class Server implements Disposable {
  #client: LanguageClient | undefined;
  #program: string | undefined;
  #missing = "";
  #told = "";
  #turn: Promise<void> = Promise.resolve();
  readonly #output: LogOutputChannel;
  readonly #doneHere = new Map<string, (argument: unknown) => Promise<void>>();
  readonly #healthChanged = new EventEmitter<Health>();
  readonly onDidChangeHealth = this.#healthChanged.event;

  constructor(output: LogOutputChannel) {
    this.#output = output;
  }

  /** Does a command of the server here, whose answer would be for programs; `action` gets its argument. */
  doHere(command: string, action: (argument: unknown) => Promise<void>): void {
    this.#doneHere.set(command, action);
  }

  /** The client while the server runs; where it does not, the user is told why. */
  async client(): Promise<LanguageClient | undefined> {
    await this.#turn;
    if (this.#client?.state === State.Running) {
      return this.#client;
    }
    await this.tell();
    return undefined;
  }

  /** The program that was found; where there is none, the user is told. */
  async program(): Promise<string | undefined> {
    await this.#turn;
    if (!this.#program) {
      await this.tell();
    }
    return this.#program;
  }

  /** Starts the server, anew where it runs already; starts that are asked for meanwhile wait for their turn. */
  restart(): Promise<void> {
    this.#turn = this.#turn.then(() => this.#start());
    return this.#turn;
  }

  /** Tells that easui is missing once a service is looked at; other files are no reason to bother anybody. */
  tellWhereWanted(): void {
    const wanted = window.visibleTextEditors.some(({ document }) => isServiceName(document.uri.path));
    if (wanted && this.#missing && this.#missing !== this.#told) {
      void this.tell();
    }
  }

  /** Tells why there is no server, with a way out. */
  async tell(): Promise<void> {
    if (!this.#missing) {
      if ((await window.showErrorMessage("The easui language server does not run.", OUTPUT)) === OUTPUT) {
        this.#output.show();
      }
      return;
    }
    this.#told = this.#missing;
    const message = `easui was not found: ${this.#missing}.`;
    const answer = await window.showErrorMessage(message, CHOOSE, SETTINGS);
    if (answer === CHOOSE) {
      await chooseProgram();
    } else if (answer === SETTINGS) {
      await commands.executeCommand("workbench.action.openSettings", "@ext:easui.easui");
    }
  }

  /** Stops the server, and ends what follows its health. */
  async dispose(): Promise<void> {
    await this.#turn;
    await this.#stop();
    this.#healthChanged.dispose();
  }

  async #start(): Promise<void> {
    await this.#stop();
    const found = await search();
    this.#program = "program" in found ? found.program : undefined;
    this.#missing = "missing" in found ? found.missing : "";
    if (!this.#program) {
      this.#output.error(`easui was not found: ${this.#missing}`);
      this.#healthChanged.fire("missing");
      this.tellWhereWanted();
      return;
    }
    this.#output.info(`starting ${this.#program}`);
    this.#client = this.#create(this.#program);
    try {
      await this.#client.start();
    } catch (error) {
      // The client has shown to the user that it does not start.
      this.#output.error(String(error));
      this.#healthChanged.fire("stopped");
    }
  }

  async #stop(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    try {
      await client?.dispose();
    } catch (error) {
      // A server that has not started, or no longer answers, is left behind.
      this.#output.warn(String(error));
    }
  }

  #create(program: string): LanguageClient {
    const options: LanguageClientOptions = {
      documentSelector: LANGUAGES.flatMap((language) => ["file", "untitled"].map((scheme) => ({ scheme, language }))),
      outputChannel: this.#output,
      diagnosticCollectionName: "easui",
      middleware: {
        ...completionMiddleware,
        executeCommand: (command, args: unknown[], next): unknown => {
          const action = this.#doneHere.get(command);
          return action ? action(args[0]) : next(command, args);
        },
      },
      markdown: { isTrusted: false, supportHtml: false },
    };
    const client = new LanguageClient("easui", "easui", { command: program, args: ["lsp"] }, options);
    client.onDidChangeState(({ newState }) => {
      this.#healthChanged.fire(healthOf(newState));
    });
    return client;
  }
}

function healthOf(state: State): Health {
  if (state === State.Running) {
    return "running";
  }
  return state === State.Starting ? "starting" : "stopped";
}

async function search(): Promise<Search> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const settings = workspace.getConfiguration("easui", folder);
  return findProgram({
    path: settings.get("path", ""),
    python: settings.get("python", ""),
    selectedPython: workspace.isTrusted ? await selectedPython(folder) : "",
    folder: workspace.isTrusted && folder ? folder.fsPath : "",
    searchPath: process.env.PATH ?? "",
  });
}

/** Lets the user point at the program; the setting that is written starts it. */
async function chooseProgram(): Promise<void> {
  const chosen = await window.showOpenDialog({ title: "Choose the easui program", openLabel: "Use This easui" });
  const path = chosen?.[0]?.fsPath;
  if (path) {
    await workspace.getConfiguration("easui").update("path", path, ConfigurationTarget.Global);
  }
}
