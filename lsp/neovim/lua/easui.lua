--- The easui language server in Neovim, from 0.7 on: `require("easui").setup()`.

local M = {}

local FILETYPES = { "json", "jsonc", "yaml" }
local ROOT_MARKERS = { "easui.toml", "pyproject.toml", ".git" }

--- Comments are allowed by the file's name, whatever the file type is taken to be.
local function language_id(buffer, filetype)
  local name = vim.api.nvim_buf_get_name(buffer)
  return name:match("%.jsonc$") and "jsonc" or filetype
end

--- CTRL-X CTRL-O completes, whole: with quotes, commas and, where there are snippets, stops for values.
local function enable_completion(client, buffer)
  if vim.lsp.completion then
    vim.lsp.completion.enable(true, client.id, buffer)
  else
    require("easui.completion").enable(buffer)
  end
end

--- The configuration of the client, for vim.lsp.config and nvim-lspconfig.
---@param options table|nil `settings` as under [tool.easui], without that key; all else is for the client as it is
function M.config(options)
  local config = vim.tbl_extend("force", {
    name = "easui",
    cmd = { "easui-lsp" },
    filetypes = FILETYPES,
    root_markers = ROOT_MARKERS,
    get_language_id = language_id,
    on_attach = enable_completion,
  }, options or {})
  if config.settings then
    -- Servers get the options from every release, and ask for the settings where the release says that they may.
    config.init_options = config.settings
    config.settings = { easui = config.settings }
  end
  return config
end

--- The nearest folder above a file that holds a root marker, else the file's own.
function M.root_of(file)
  local own = vim.fn.fnamemodify(file, ":p:h")
  local folder = own
  while true do
    for _, marker in ipairs(ROOT_MARKERS) do
      if vim.loop.fs_stat(folder .. "/" .. marker) then
        return folder
      end
    end
    local above = vim.fn.fnamemodify(folder, ":h")
    if above == folder then
      return own
    end
    folder = above
  end
end

--- What vim.lsp.start does since 0.8: one client for each root, which further buffers join.
local function start_or_join(config, buffer)
  for _, client in pairs(vim.lsp.get_active_clients()) do
    if client.name == config.name and client.config.root_dir == config.root_dir and not client.is_stopped() then
      vim.lsp.buf_attach_client(buffer, client.id)
      return
    end
  end
  local id = vim.lsp.start_client(config)
  if id then
    vim.lsp.buf_attach_client(buffer, id)
  end
end

local function start(options, buffer)
  local file = vim.api.nvim_buf_get_name(buffer)
  if file == "" or vim.bo[buffer].buftype ~= "" then
    return
  end
  local config = M.config(options)
  config.root_dir = config.root_dir or M.root_of(file)
  if vim.lsp.start then
    vim.lsp.start(config, { bufnr = buffer })
  else
    start_or_join(config, buffer)
  end
end

--- Starts the server for each service that is opened, and for those that are open.
---@param options table|nil as for `config`
function M.setup(options)
  local config = M.config(options)
  if type(config.cmd) == "table" and vim.fn.executable(config.cmd[1]) == 0 then
    vim.notify(("easui: `%s` cannot be run; install easui, or set `cmd`"):format(config.cmd[1]), vim.log.levels.WARN)
    return
  end
  if vim.lsp.config then
    vim.lsp.config("easui", config)
    vim.lsp.enable("easui")
    return
  end
  vim.api.nvim_create_autocmd("FileType", {
    group = vim.api.nvim_create_augroup("easui", { clear = true }),
    pattern = FILETYPES,
    callback = function(event)
      start(options, event.buf)
    end,
  })
  for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
    if vim.api.nvim_buf_is_loaded(buffer) and vim.tbl_contains(FILETYPES, vim.bo[buffer].filetype) then
      start(options, buffer)
    end
  end
end

return M
