--- Tries the set-up in another Neovim, by keys: nvim --headless --clean -l try.lua, or -c "luafile try.lua" before 0.9.
---
--- EASUI_LSP names the server, EASUI_INIT one of the ways to set it up below (default: setup), NVIM_LSPCONFIG the
--- folder of nvim-lspconfig for the way of that name.

local HERE = vim.fn.fnamemodify(debug.getinfo(1, "S").source:sub(2), ":p:h")
local SERVER = vim.env.EASUI_LSP or "easui-lsp"
local PATIENCE = 20000

local WAYS = {
  setup = [[require("easui").setup({ cmd = { %q }, settings = { ignore = { "EAS104" } } })]],
  enable = [[
    vim.lsp.config("easui", { cmd = { %q }, settings = { easui = { ignore = { "EAS104" } } } })
    vim.lsp.enable("easui")
  ]],
  lspconfig = [[
    vim.opt.runtimepath:append(vim.env.NVIM_LSPCONFIG)
    local easui = require("easui")
    local config = easui.config({ root_dir = easui.root_of, settings = { ignore = { "EAS104" } } })
    require("lspconfig.configs").easui = { default_config = config }
    require("lspconfig").easui.setup({ cmd = { %q } })
  ]],
}

local BROKEN = {
  "{",
  '  "metadata": {',
  '    "name": "chat",',
  '    "instnce": 2,',
  '    "memory": 8192,',
  "    ",
  "  },",
  '  "containers": [{"image": "registry.example.com/chat:1", "port": 8000}]',
  "}",
}

--- Another Neovim with a profile that holds the set-up alone.
local function open(file)
  local init = vim.fn.tempname() .. ".lua"
  local way = WAYS[vim.env.EASUI_INIT or "setup"]:format(SERVER)
  local runtime = ("vim.opt.runtimepath:append(%q)"):format(vim.fn.fnamemodify(HERE, ":h"))
  local completion = 'vim.opt.completeopt = { "menuone", "noinsert" }'
  vim.fn.writefile(vim.list_extend({ runtime, completion }, vim.split(way, "\n")), init)
  local command = { vim.v.progpath, "--embed", "--headless", "--clean", "-n", "-u", init, file }
  return vim.fn.jobstart(command, { rpc = true })
end

local function eval(child, code, ...)
  return vim.rpcrequest(child, "nvim_exec_lua", code, { ... })
end

local function keys(child, typed)
  vim.rpcrequest(child, "nvim_input", typed)
end

--- What a question is answered with, once that is not false or nil.
local function wait_for(what, ask)
  local answer
  vim.wait(PATIENCE, function()
    answer = ask()
    return answer
  end, 50)
  assert(answer, "waited in vain for " .. what)
  return answer
end

local function text(child)
  return vim.rpcrequest(child, "nvim_buf_get_lines", 0, 0, -1, true)
end

local function same(actual, expected)
  assert(vim.deep_equal(actual, expected), vim.inspect(actual) .. "\nis not\n" .. vim.inspect(expected))
end

local function codes(child)
  return eval(child, "return vim.tbl_map(function(found) return found.code end, vim.diagnostic.get(0))")
end

local function has_codes(child, ...)
  local wanted = { ... }
  return wait_for(table.concat(wanted, " and "), function()
    local found = codes(child)
    return vim.tbl_isempty(vim.tbl_filter(function(code)
      return not vim.tbl_contains(found, code)
    end, wanted))
  end)
end

local function try_attach_and_diagnostics(child)
  has_codes(child, "EAS001", "EAS002")
  local found = eval(child, "return vim.diagnostic.get(0, { lnum = 3 })[1]")
  assert(not vim.tbl_contains(codes(child), "EAS104"), "the settings count")
  same({ found.code, found.col, found.end_col, found.source }, { "EAS001", 4, 13, "easui" })
end

local function try_hover(child)
  keys(child, "5G6|:lua vim.lsp.buf.hover()<CR>")
  local shown = wait_for("a hover", function()
    return eval(child, [[
      for _, window in ipairs(vim.api.nvim_list_wins()) do
        if vim.api.nvim_win_get_config(window).relative ~= "" then
          return table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, true), "\n")
        end
      end
      return false
    ]])
  end)
  assert(shown:find("MB", 1, true), shown)
end

local function try_completion(child)
  local words
  local function offered()
    words = eval(child, [[
      return vim.tbl_map(function(item)
        return item.abbr
      end, vim.fn.complete_info({ "items" }).items)
    ]])
    return #words
  end
  keys(child, "6GA<C-x><C-o>")
  wait_for("completions", function()
    return offered() > 1
  end)
  assert(vim.tbl_contains(words, "workspace_id"), vim.inspect(words))
  assert(not vim.tbl_contains(words, "memory"), vim.inspect(words))
  keys(child, "<C-e>works<C-x><C-o>")
  wait_for("the one that begins so", function()
    return offered() == 1
  end)
  keys(child, "<C-y>")
  wait_for("its text", function()
    return text(child)[6] == '    "workspace_id": ""'
  end)
  keys(child, "140523<Esc>")
  wait_for("the value", function()
    return text(child)[6] == '    "workspace_id": "140523"'
  end)
end

local function try_code_action(child)
  keys(child, "4G6|")
  eval(child, "vim.schedule(vim.lsp.buf.code_action)")
  wait_for("a list of actions", function()
    local mode = vim.rpcrequest(child, "nvim_get_mode")
    return mode.blocking or mode.mode == "c"
  end)
  keys(child, "1<CR>")
  local mended = vim.deepcopy(BROKEN)
  mended[4] = '    "instance": 2,'
  mended[6] = '    "workspace_id": "140523"'
  wait_for("the fix", function()
    return text(child)[4] ~= BROKEN[4]
  end)
  same(text(child), mended)
  wait_for("the problem to go", function()
    return not vim.tbl_contains(codes(child), "EAS001")
  end)
end

local function try_other_json(child, folder)
  vim.fn.writefile({ '{"name": "other", "metadata": {"instnce": 2},}' }, folder .. "/package.json")
  keys(child, "<Esc>:write<CR>:edit " .. folder .. "/package.json<CR>")
  wait_for("the client", function()
    return eval(child, "return #vim.lsp.get_active_clients({ bufnr = vim.fn.bufnr() }) > 0")
  end)
  keys(child, "ix<Esc>u")
  vim.wait(1000)
  same(codes(child), {})
end

local function try_all()
  local folder = vim.fn.tempname()
  vim.fn.mkdir(folder, "p")
  vim.fn.writefile(BROKEN, folder .. "/chat.service.json")
  local child = open(folder .. "/chat.service.json")
  try_attach_and_diagnostics(child)
  try_hover(child)
  try_completion(child)
  try_code_action(child)
  try_other_json(child, folder)
  vim.rpcnotify(child, "nvim_input", "<Esc>:qa!<CR>")
  assert(vim.fn.jobwait({ child }, PATIENCE)[1] == 0, "Neovim and the server end")
end

local fine, problem = xpcall(try_all, debug.traceback)
io.stderr:write(fine and "the server works in Neovim\n" or problem .. "\n")
vim.cmd(fine and "qa!" or "cq")
