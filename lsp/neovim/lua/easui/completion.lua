--- Completion by CTRL-X CTRL-O before Neovim 0.11: what those versions bring passes over choices that begin with a
--- quote, and leaves out the edits elsewhere that go with a choice, such as a comma after the line above.

local M = {}

local PATIENCE = 2000
local NAMESPACE = vim.api.nvim_create_namespace("easui")

--- What the server offered last, the line it was offered for, and by which client.
local offered = { items = {}, line = "", row = 0, client = nil }

--- The choices, each with its edit: servers say what edits have in common once to those that know of that.
local function choices_of(list)
  local range = list.itemDefaults and list.itemDefaults.editRange
  for _, item in ipairs(list.items) do
    item.textEdit = item.textEdit or { range = range, newText = item.textEditText or item.label }
  end
  return list.items
end

local function ask(client)
  local cursor = vim.api.nvim_win_get_cursor(0)
  local params = vim.lsp.util.make_position_params(0, client.offset_encoding)
  -- With the buffer's own number what was typed a moment ago is sent before; with 0 it is not.
  local buffer = vim.api.nvim_get_current_buf()
  local answer = client.request_sync("textDocument/completion", params, PATIENCE, buffer)
  local items = answer and answer.result and choices_of(answer.result) or {}
  table.sort(items, function(one, other)
    return one.sortText < other.sortText
  end)
  offered = { items = items, line = vim.api.nvim_get_current_line(), row = cursor[1] - 1, client = client }
end

--- The byte in the line at which the text begins that the choices stand for.
local function start_of_word()
  local first = offered.items[1]
  if not first then
    return -3
  end
  local utf16 = offered.client.offset_encoding ~= "utf-32"
  return vim.str_byteindex(offered.line, first.textEdit.range.start.character, utf16)
end

local function matching(base)
  local words = {}
  for index, item in ipairs(offered.items) do
    local word = item.filterText or item.label
    if vim.startswith(word, base) then
      table.insert(words, { word = word, abbr = item.label, menu = item.detail, dup = 1, user_data = { easui = index } })
    end
  end
  return words
end

--- An 'omnifunc': where the word begins, then the words that begin with a text.
function M.omnifunc(findstart, base)
  if findstart == 0 then
    return matching(base)
  end
  for _, client in pairs(vim.lsp.get_active_clients()) do
    if client.name == "easui" and vim.lsp.buf_is_attached(0, client.id) then
      ask(client)
      return start_of_word()
    end
  end
  return -3
end

--- Puts in place of the chosen word what it stands for, and the cursor where the value is written.
local function finish()
  local data = vim.v.completed_item.user_data
  local item = type(data) == "table" and data.easui and offered.items[data.easui]
  if not item then
    return
  end
  local row = offered.row
  vim.api.nvim_buf_set_lines(0, row, row + 1, true, { offered.line })
  local utf16 = offered.client.offset_encoding ~= "utf-32"
  local column = vim.str_byteindex(offered.line, item.textEdit.range["end"].character, utf16)
  local mark = vim.api.nvim_buf_set_extmark(0, NAMESPACE, row, column, {})
  local edits = vim.list_extend({ item.textEdit }, item.additionalTextEdits or {})
  vim.lsp.util.apply_text_edits(edits, 0, offered.client.offset_encoding)
  local place = vim.api.nvim_buf_get_extmark_by_id(0, NAMESPACE, mark, {})
  vim.api.nvim_buf_del_extmark(0, NAMESPACE, mark)
  local inside = item.textEdit.newText:match('""$') and 1 or 0
  vim.api.nvim_win_set_cursor(0, { place[1] + 1, place[2] - inside })
end

--- Makes CTRL-X CTRL-O complete in a buffer.
function M.enable(buffer)
  vim.bo[buffer].omnifunc = "v:lua.require'easui.completion'.omnifunc"
  vim.api.nvim_create_autocmd("CompleteDone", {
    group = vim.api.nvim_create_augroup("easui-completion-" .. buffer, { clear = true }),
    buffer = buffer,
    callback = finish,
  })
end

return M
